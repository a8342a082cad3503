#pragma once

#include <QByteArray>
#include <QVarLengthArray>

#include "guardlimits.h"
#include "refusal.h"

namespace ca {

/// The head of one HTTP/1 request, read strictly (RFC 9112) from bytes as they come: whatever another reader could
/// understand in another way is refused, so that all agree where a request ends. Each line is judged when it is there.
class RequestHead
{
public:
    enum class State : quint8 { Incomplete, Complete, Refused };
    /// What a target looks like (RFC 9112, section 3.2): a path, or whatever it is that a proxy is asked for.
    enum class TargetForm : quint8 { Path, Any };

    /// The limits outlive the head.
    explicit RequestHead(const GuardLimits &limits, TargetForm form = TargetForm::Path)
        : m_limits(limits)
        , m_form(form)
    {
    }

    /// Takes bytes up to the end of the head; returns how many.
    qsizetype feed(QByteArrayView bytes);
    /// For the next request.
    void clear();

    [[nodiscard]] State state() const { return m_state; }
    /// The first byte was seen.
    [[nodiscard]] bool hasBegun() const { return !m_raw.isEmpty() || m_hasSkippedLine; }
    [[nodiscard]] const Refusal &refusal() const { return m_refusal; }

    // What follows holds once the request line (methods) or the whole head (all else) was read; views end with clear().
    [[nodiscard]] QByteArrayView method() const { return view(m_method); }
    [[nodiscard]] bool isHead() const { return method() == "HEAD"; }
    /// Begins with one slash, unless it may be anything; then it is not empty.
    [[nodiscard]] QByteArrayView target() const { return view(m_target); }
    [[nodiscard]] bool isHttp10() const { return m_isHttp10; }
    [[nodiscard]] qsizetype count(QByteArrayView name) const;
    /// The first field of that name, without white space around it; null when there is none.
    [[nodiscard]] QByteArrayView value(QByteArrayView name) const;

    /// All fields, in their order; index < fieldCount().
    [[nodiscard]] qsizetype fieldCount() const { return m_fields.size(); }
    [[nodiscard]] QByteArrayView fieldName(qsizetype index) const { return view(m_fields[index].name); }
    [[nodiscard]] QByteArrayView fieldValue(qsizetype index) const { return view(m_fields[index].value); }

    [[nodiscard]] bool isChunked() const { return m_isChunked; }
    /// 0 when there is no body, or a chunked one; saturated.
    [[nodiscard]] qint64 contentLength() const { return m_contentLength; }
    [[nodiscard]] bool expectsContinue() const { return m_expectsContinue; }
    /// The connection is to be closed after the answer.
    [[nodiscard]] bool isLast() const { return m_isLast; }
    /// Asks for another protocol (WebSocket); it may be ignored.
    [[nodiscard]] bool wantsUpgrade() const { return m_wantsUpgrade; }

    /// Appends the head as the server behind the guard gets it: with a Content-Length for its body, and without the
    /// fields that concern the connection.
    void appendNormalForm(QByteArray &out, qint64 bodyBytes) const;

private:
    struct Span
    {
        qsizetype begin = 0;
        qsizetype size = 0;
    };
    struct Field
    {
        Span name;
        Span value;
    };

    [[nodiscard]] QByteArrayView view(Span span) const { return QByteArrayView(m_raw).sliced(span.begin, span.size); }
    void refuse(Refusal refusal);
    qsizetype takePartOfLine(QByteArrayView bytes);
    void refuseSize();
    void endLine();
    void readRequestLine(Span line);
    void readField(Span line);
    void finish();
    bool decideFraming();
    void decideConnection();

    const GuardLimits &m_limits;
    TargetForm m_form;
    QByteArray m_raw;
    Span m_method;
    Span m_target;
    QVarLengthArray<Field, 24> m_fields;
    Refusal m_refusal;
    qsizetype m_lineBegin = 0;
    qint64 m_contentLength = 0;
    State m_state = State::Incomplete;
    bool m_hasSkippedLine = false;
    bool m_isHttp10 = false;
    bool m_isChunked = false;
    bool m_expectsContinue = false;
    bool m_isLast = false;
    bool m_wantsUpgrade = false;
};

} // namespace ca
