#include "imagecommand.h"

#include <QCoroSignal>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QUrl>
#include <memory>

#include "harmless.h"
#include "texttable.h"
#include "timetext.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using Stream = Terminal::Stream;

/// A reply must not be deleted from within its own signals.
struct LaterDeleter
{
    void operator()(QNetworkReply *reply) const
    {
        reply->abort();
        reply->deleteLater();
    }
};

TextTable tableOf(const QJsonArray &images)
{
    constexpr qsizetype idLength = 12;
    TextTable table({u"NAME"_s, u"ENGINE"_s, u"SIZE"_s, u"ID"_s});
    for (const QJsonValue value : images) {
        const QJsonObject image = value.toObject();
        const QString id = image[u"id"].toString().section(u':', -1).left(idLength);
        table.add({{.text = image[u"name"].toString(u"-"_s)},
                   {.text = image[u"engine"].toString()},
                   {.text = sizeText(image[u"size"].toInteger())},
                   {.text = id}});
    }
    return table;
}
} // namespace

QCoro::Task<CliResult<ExitCode>> ImageCommand::run()
{
    const QString action = line().arguments.value(0, u"list"_s);
    const QString image = line().arguments.value(1);
    if (action == "list"_L1 && image.isEmpty())
        co_return co_await list();
    if (action == "build"_L1 || (action == "pull"_L1 && !image.isEmpty()))
        co_return co_await make(action, image);
    if (action == "rm"_L1 && !image.isEmpty())
        co_return co_await remove(image);
    co_return wrongUse(u"cactl image takes list, pull IMAGE, build [IMAGE] or rm IMAGE, not \"%1\" (cactl image --help "
                       "shows how)"_s.arg(line().arguments.join(u' ')));
}

QCoro::Task<CliResult<ExitCode>> ImageCommand::list()
{
    const auto answer = co_await api().get(u"/images"_s);
    if (!answer)
        co_return std::unexpected(answer.error());
    if (line().json) {
        terminal().json(Stream::Out, *answer);
        co_return ExitCode::Ok;
    }
    const QJsonArray images = toObject(*answer)[u"images"].toArray();
    const int width = terminal().isTerminal(Stream::Out) ? terminal().width() : 0;
    if (images.isEmpty())
        terminal().err(u"there is no image, or neither Docker nor Podman\n"_s);
    else
        terminal().out(tableOf(images).render(width, terminal().isRich(Stream::Out)));
    co_return ExitCode::Ok;
}

QString ImageCommand::engineQuery() const
{
    const QString engine = line().value(u"engine"_s);
    return engine.isEmpty() ? QString() : QString(u"?engine="_s + QString::fromLatin1(QUrl::toPercentEncoding(engine)));
}

QCoro::Task<CliResult<ExitCode>> ImageCommand::make(QString action, QString image)
{
    QJsonObject order{{u"action"_s, action}};
    if (!image.isEmpty())
        order[u"image"] = image;
    if (line().isSet(u"engine"_s))
        order[u"engine"] = line().value(u"engine"_s);
    const std::unique_ptr<QNetworkReply, LaterDeleter> reply(
        api().open("POST", u"/images"_s, QJsonDocument(order).toJson(QJsonDocument::Compact)));
    connect(reply.get(), &QNetworkReply::readyRead, this, &ImageCommand::moved);
    connect(reply.get(), &QNetworkReply::finished, this, &ImageCommand::moved);
    while (!reply->isFinished()) {
        co_await qCoro(this, &ImageCommand::moved);
        while (reply->canReadLine()) {
            if (const auto error = show(reply->readLine()))
                co_return std::unexpected(*error);
        }
    }
    const QByteArray rest = reply->readAll();
    if (const auto error = api().errorOf(*reply, rest))
        co_return std::unexpected(*error);
    if (!m_isDone)
        co_return failed(ErrorCode::SandboxFailed, u"the server ended the connection before the image was there"_s);
    co_return ExitCode::Ok;
}

std::optional<CliError> ImageCommand::show(const QByteArray &bytes)
{
    const QJsonObject news = toObject(bytes);
    if (news.contains(u"error"_s) && news.contains(u"code"_s)) {
        return CliError{.exitCode = ExitCode::Failed,
                        .error = {.code = errorCodeFromName(news[u"code"].toString()),
                                  .message = harmless(news[u"error"].toString()),
                                  .detail = u"image"_s},
                        .answer = bytes.trimmed()};
    }
    m_isDone = m_isDone || news.contains(u"image"_s);
    if (line().json) {
        terminal().json(Stream::Out, bytes.trimmed());
    } else if (news.contains(u"text"_s)) {
        for (const QString &part : news[u"text"].toString().split(u'\n', Qt::SkipEmptyParts))
            terminal().out(harmless(part) + u'\n');
    } else if (news.contains(u"image"_s)) {
        terminal().err(u"%1 is there\n"_s.arg(harmless(news[u"image"].toString())));
    } else {
        showProgress(news);
    }
    return std::nullopt;
}

void ImageCommand::showProgress(const QJsonObject &news)
{
    const QString layer = news[u"layer"].toString();
    const qint64 total = news[u"total"].toInteger();
    QString state = news[u"status"].toString();
    // Tenths are enough to see that it goes on, in a log file too.
    if (total > 0)
        state += u" %1 % of %2"_s.arg(10 * (10 * news[u"done"].toInteger() / total)).arg(sizeText(total));
    if (m_layers.value(layer) == state)
        return;
    m_layers[layer] = state;
    terminal().err(harmless(layer.isEmpty() ? state : QString(layer % u": " % state)) + u'\n');
}

QCoro::Task<CliResult<ExitCode>> ImageCommand::remove(QString image)
{
    const QString path = u"/images/"_s + QString::fromLatin1(QUrl::toPercentEncoding(image, "/"));
    const auto answer = co_await api().send("DELETE", path + engineQuery());
    if (!answer)
        co_return std::unexpected(answer.error());
    if (line().json)
        terminal().json(Stream::Out, *answer);
    else
        terminal().err(u"removed\n"_s);
    co_return ExitCode::Ok;
}

} // namespace ca::cli
