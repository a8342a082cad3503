#pragma once

#include <QFile>
#include <QIODevice>
#include <memory>

#include "result.h"
#include "uniquefd.h"

namespace ca {

/// A window on a file, as an HTTP Range header asks for it (RFC 9110, section 14): read-only, opened, at its start. The
/// window is fixed when it is made; a file that grows meanwhile does not change it.
class FileRange : public QIODevice
{
    Q_OBJECT

public:
    /// `rangeHeader` may be empty: the whole file. A header of another unit, of several ranges, or malformed is
    /// ignored, as the RFC allows. Errors: InvalidArgument when the range lies outside of the file (detail: its size),
    /// NotFound.
    static Result<std::unique_ptr<FileRange>> open(const QString &path, const QByteArray &rangeHeader);
    /// The same for an open file, which it takes over.
    static Result<std::unique_ptr<FileRange>> open(UniqueFd file, const QByteArray &rangeHeader);

    [[nodiscard]] bool isPartial() const { return m_isPartial; }
    /// "bytes 0-99/1000"
    [[nodiscard]] QByteArray contentRange() const;

    /// Keeps the size, but there is nothing to read: for the answer to HEAD.
    void hideContent() { m_isHidden = true; }

    [[nodiscard]] qint64 size() const override { return m_length; }
    [[nodiscard]] bool atEnd() const override { return m_isHidden || QIODevice::atEnd(); }

Q_SIGNALS:
    /// The file has become shorter than the range: the rest cannot be read any more.
    void shrunk();

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    FileRange() = default;
    Result<void> select(const QByteArray &rangeHeader);

    QFile m_file;
    qint64 m_fileSize = 0;
    qint64 m_first = 0;
    qint64 m_length = 0;
    bool m_isPartial = false;
    bool m_isHidden = false;
};

} // namespace ca
