#include "imagework.h"

#include <QJsonDocument>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr qsizetype longestNews = 1024LL * 1024;
constexpr qint64 newsChunk = 64LL * 1024;
constexpr qsizetype longestShown = 64LL * 1024;
} // namespace

ImageWork::ImageWork(std::shared_ptr<EngineClient> client, EngineStreamPtr stream, QString what)
    : m_client(std::move(client))
    , m_stream(std::move(stream))
    , m_what(std::move(what))
{
}

ImageWork::~ImageWork()
{
    m_stream->disconnect(this);
}

void ImageWork::start(std::function<bool()> hasRoom)
{
    m_hasRoom = std::move(hasRoom);
    connect(m_stream.get(), &EngineStream::moved, this, &ImageWork::read);
    read();
}

void ImageWork::goOn()
{
    if (m_hasRoom && !m_hasEnded)
        read();
}

void ImageWork::read()
{
    while (!m_hasEnded && m_stream->bytesAvailable() > 0 && m_hasRoom()) {
        m_line += m_stream->read(newsChunk);
        for (auto at = m_line.indexOf('\n'); at >= 0; at = m_line.indexOf('\n')) {
            readLine(m_line.first(at));
            m_line.remove(0, at + 1);
        }
        if (m_line.size() > longestNews) {
            m_stream->giveUp();
            return end(u"it sent more than a line of progress may be"_s);
        }
    }
    if (m_hasEnded || !m_stream->hasEnded() || m_stream->bytesAvailable() > 0)
        return;
    readLine(std::exchange(m_line, {}));
    tell(std::exchange(m_text, {}));
    if (m_problem.isEmpty() && !m_stream->isGood())
        m_problem =
            m_stream->problem().isEmpty() ? u"it refuses (status %1)"_s.arg(m_stream->status()) : m_stream->problem();
    end(m_problem.isEmpty() ? m_stream->problem() : m_problem);
}

void ImageWork::readLine(const QByteArray &line)
{
    const QJsonObject said = QJsonDocument::fromJson(line).object();
    if (said.isEmpty())
        return;
    // A refusal is in "message"; what fails on the way in "error", with status 200.
    const QString problem = said["error"_L1].toString(said["message"_L1].toString());
    if (!problem.isEmpty()) {
        m_problem = problem.trimmed();
        return;
    }
    readText(said["stream"_L1].toString());
    const QString status = said["status"_L1].toString();
    if (status.isEmpty())
        return;
    const QJsonObject detail = said["progressDetail"_L1].toObject();
    const bool hasNumbers = detail["total"_L1].isDouble();
    Q_EMIT progressed({{u"layer"_s, said["id"_L1].isString() ? said["id"_L1] : QJsonValue()},
                       {u"status"_s, status},
                       {u"done"_s, hasNumbers ? detail["current"_L1] : QJsonValue()},
                       {u"total"_s, hasNumbers ? detail["total"_L1] : QJsonValue()}});
}

void ImageWork::readText(const QString &text)
{
    // A build's output comes as its pipe was read, cut anywhere.
    m_text += text;
    for (auto at = m_text.indexOf(u'\n'); at >= 0; at = m_text.indexOf(u'\n')) {
        const QString line = m_text.first(at);
        m_text.remove(0, at + 1);
        tell(line);
    }
    if (m_text.size() > longestShown)
        tell(std::exchange(m_text, {}));
}

void ImageWork::tell(const QString &line)
{
    // Package managers count their progress by writing over a line: what a terminal shows in the end is enough.
    qsizetype end = line.size();
    while (end > 0 && line[end - 1].isSpace())
        --end;
    const QString shown = line.first(end).section(u'\r', -1);
    if (!shown.isEmpty())
        Q_EMIT progressed({{u"text"_s, shown}});
}

void ImageWork::end(const QString &problem)
{
    if (std::exchange(m_hasEnded, true))
        return;
    if (problem.isEmpty()) {
        Q_EMIT ended({.code = ErrorCode::Io, .message = {}, .detail = {}});
        return;
    }
    Q_EMIT ended({.code = ErrorCode::SandboxFailed,
                  .message = u"The engine %1 could not %2: %3"_s.arg(m_client->address().text(), m_what, problem),
                  .detail = u"image"_s});
}

} // namespace ca
