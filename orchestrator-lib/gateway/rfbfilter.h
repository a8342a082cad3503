#pragma once

#include <QByteArray>

namespace ca {

/// What a viewer may do to a desktop.
enum class ViewerRights : quint8 {
    Watch,   ///< only look
    Control, ///< keys, pointer, clipboard and size as well
};

/// Reads what a VNC viewer sends (RFC 6143, and rfbproto for the extensions), message by message, and lets through only
/// what its rights allow. A watcher's input never reaches the desktop, whatever the program in the browser does: it is
/// dropped; what is no known message ends the viewer. Of everyone the handshake is checked: no security but None, which
/// is what a desktop behind a Unix socket has, and always shared, so that no viewer throws out the others.
class RfbFilter
{
public:
    explicit RfbFilter(ViewerRights rights)
        : m_rights(rights)
    {
    }

    /// Appends to `out` what of these bytes may go on; false when the viewer does not speak the protocol.
    bool feed(QByteArrayView bytes, QByteArray &out);

private:
    enum class Stage : quint8 { Version, Security, Init, Messages };

    bool takeHandshake(QByteArray &out);
    bool takeMessage(QByteArray &out);
    /// How many bytes of the message are needed to judge it, as far as that is known.
    [[nodiscard]] qsizetype wanted() const;
    [[nodiscard]] bool isFit() const;
    [[nodiscard]] bool mayPass() const;
    [[nodiscard]] quint64 restSize() const;
    void noteEncodings();

    ViewerRights m_rights;
    Stage m_stage = Stage::Version;
    /// The beginning of a message, or all of it.
    QByteArray m_message;
    /// Of a message that was judged: still to come.
    quint64 m_rest = 0;
    bool m_passRest = false;
    /// The viewer has announced pointer messages with a byte more.
    bool m_hasLongPointer = false;
};

} // namespace ca
