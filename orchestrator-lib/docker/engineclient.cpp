#include "engineclient.h"

#include <QCoroSignal>
#include <QDeadlineTimer>
#include <QJsonDocument>

#include "outputframes.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int notModified = 304;
constexpr int notFound = 404;
constexpr int conflict = 409;
/// How long an engine may take to say what it is.
constexpr auto introduction = 60s;

EngineCall containerCall(const QByteArray &method, const QString &id, const QString &what, const QUrlQuery &query = {})
{
    return {
        .method = method, .path = u"/containers/"_s + id + (what.isEmpty() ? QString() : u'/' + what), .query = query};
}

QString filters(const QString &name, const QString &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonObject{{name, QJsonArray{value}}}).toJson(QJsonDocument::Compact));
}

/// What Podman answers with 500 where Docker has a status of its own.
bool saysNotRunning(const EngineAnswer &answer)
{
    const QString said = answer.message();
    return said.contains("is not running"_L1) || said.contains("can only kill running"_L1) ||
           said.contains("container state improper"_L1);
}
} // namespace

Error missingImage(const QString &name, EngineKind kind)
{
    return {.code = ErrorCode::NotFound,
            .message = u"The image %1 is not here: pull or build it (cactl image pull %1, or for the default image "
                       "cactl image build; or with %2 itself)."_s.arg(name, engineKindName(kind)),
            .detail = u"image"_s};
}

EngineClient::EngineClient(EngineAddress address)
    : m_http(std::move(address))
{
}

QCoro::Task<Result<EngineFacts>> EngineClient::connect()
{
    const auto version = co_await call(
        {.method = "GET", .path = u"/version"_s, .timeout = introduction, .isVersioned = false}, u"say its version"_s);
    if (!version)
        co_return failure(version.error());
    const auto negotiated = negotiatedVersion(version->json().object());
    if (!negotiated)
        co_return failure(negotiated.error());
    m_http.setVersion(*negotiated);
    const auto info =
        co_await call({.method = "GET", .path = u"/info"_s, .timeout = introduction}, u"say what it can do"_s);
    if (!info)
        co_return failure(info.error());
    co_return EngineFacts::from(version->json().object(), info->json().object());
}

QCoro::Task<Result<EngineAnswer>> EngineClient::call(EngineCall call, QString what)
{
    const QString where = address().text();
    auto answer = co_await m_http.exchange(std::move(call));
    if (answer && !answer->isGood()) {
        co_return failure(answer->status == notFound ? ErrorCode::NotFound : ErrorCode::SandboxFailed,
                          u"The engine %1 could not %2: %3"_s.arg(where, what, answer->message()), u"engine"_s);
    }
    co_return answer;
}

QCoro::Task<Result<void>> EngineClient::act(EngineCall call, QString what, QList<int> alsoGood)
{
    const QString where = address().text();
    const auto answer = co_await m_http.exchange(std::move(call));
    if (!answer)
        co_return failure(answer.error());
    if (!answer->isGood() && !alsoGood.contains(answer->status)) {
        co_return failure(ErrorCode::SandboxFailed,
                          u"The engine %1 could not %2: %3"_s.arg(where, what, answer->message()), u"engine"_s);
    }
    co_return {};
}

QCoro::Task<Result<QString>> EngineClient::create(QString name, QJsonObject config)
{
    const EngineAddress where = address();
    const QString imageName = config["Image"_L1].toString();
    const auto answer = co_await m_http.exchange({.method = "POST",
                                                  .path = u"/containers/create"_s,
                                                  .query = {{u"name"_s, name}},
                                                  .body = QJsonDocument(config).toJson(QJsonDocument::Compact)});
    if (!answer)
        co_return failure(answer.error());
    const QString id = answer->json().object()["Id"_L1].toString();
    if (answer->isGood() && !id.isEmpty())
        co_return id;
    if (answer->status == notFound)
        co_return failure(missingImage(imageName, where.kind));
    const QString said = answer->message();
    const bool isElsewhere = said.contains("bind source path does not exist"_L1) || said.contains("statfs "_L1);
    co_return failure(
        ErrorCode::SandboxFailed,
        u"The engine %1 could not make a container: %2%3"_s.arg(
            where.text(), said,
            isElsewhere ? u". It must see the same files under the same paths as this program."_s : QString()),
        u"engine"_s);
}

QCoro::Task<Result<void>> EngineClient::start(QString id)
{
    return act(containerCall("POST", id, u"start"_s), u"start the container"_s, {notModified});
}

QCoro::Task<Result<ContainerState>> EngineClient::inspect(QString id)
{
    const auto answer = co_await call(containerCall("GET", id, u"json"_s), u"say how the container is"_s);
    if (!answer)
        co_return failure(answer.error());
    const QJsonObject state = answer->json().object()["State"_L1].toObject();
    co_return ContainerState{.status = state["Status"_L1].toString(),
                             .isRunning = state["Running"_L1].toBool(),
                             .ranOutOfMemory = state["OOMKilled"_L1].toBool(),
                             .exitCode = state["ExitCode"_L1].toInt(),
                             .pid = static_cast<pid_t>(state["Pid"_L1].toInt()),
                             .error = state["Error"_L1].toString()};
}

QCoro::Task<Result<int>> EngineClient::wait(QString id, std::chrono::milliseconds timeout)
{
    EngineCall waiting = containerCall("POST", id, u"wait"_s);
    waiting.timeout = timeout;
    const auto answer = co_await call(std::move(waiting), u"wait for the container"_s);
    if (!answer)
        co_return failure(answer.error());
    co_return answer->json().object()["StatusCode"_L1].toInt(-1);
}

QCoro::Task<Result<void>> EngineClient::kill(QString id)
{
    const QString where = address().text();
    const auto answer = co_await m_http.exchange(containerCall("POST", id, u"kill"_s));
    if (!answer)
        co_return failure(answer.error());
    if (answer->isGood() || answer->status == conflict || answer->status == notFound || saysNotRunning(*answer))
        co_return {};
    co_return failure(ErrorCode::SandboxFailed,
                      u"The engine %1 could not end the container: %2"_s.arg(where, answer->message()), u"engine"_s);
}

QCoro::Task<Result<void>> EngineClient::pause(QString id)
{
    return act(containerCall("POST", id, u"pause"_s), u"pause the container"_s, {});
}

QCoro::Task<Result<void>> EngineClient::unpause(QString id)
{
    return act(containerCall("POST", id, u"unpause"_s), u"let the container go on"_s, {});
}

QCoro::Task<Result<void>> EngineClient::remove(QString id)
{
    // 409: somebody is removing it already.
    return act(containerCall("DELETE", id, {}, {{u"force"_s, u"1"_s}, {u"v"_s, u"1"_s}}), u"remove the container"_s,
               {notFound, conflict});
}

QCoro::Task<Result<QList<ContainerSummary>>> EngineClient::containers(QString label)
{
    const auto answer = co_await call({.method = "GET",
                                       .path = u"/containers/json"_s,
                                       .query = {{u"all"_s, u"1"_s}, {u"filters"_s, filters(u"label"_s, label)}}},
                                      u"list its containers"_s);
    if (!answer)
        co_return failure(answer.error());
    QList<ContainerSummary> found;
    for (const QJsonValue &entry : answer->json().array()) {
        ContainerSummary container{.id = entry["Id"_L1].toString(), .labels = {}};
        const QJsonObject labels = entry["Labels"_L1].toObject();
        for (auto one = labels.begin(); one != labels.end(); ++one)
            container.labels.insert(one.key(), one.value().toString());
        found.append(container);
    }
    co_return found;
}

QCoro::Task<Result<QJsonObject>> EngineClient::stats(QString id)
{
    const auto answer =
        co_await call(containerCall("GET", id, u"stats"_s, {{u"stream"_s, u"0"_s}, {u"one-shot"_s, u"1"_s}}),
                      u"say what the container uses"_s);
    co_return answer.transform([](const EngineAnswer &good) { return good.json().object(); });
}

QCoro::Task<Result<QByteArray>> EngineClient::archive(QString id, QString path)
{
    const auto answer = co_await call(containerCall("GET", id, u"archive"_s, {{u"path"_s, path}}), u"hand out files"_s);
    co_return answer.transform([](const EngineAnswer &good) { return good.body; });
}

QCoro::Task<Result<ImageFacts>> EngineClient::image(QString name)
{
    const EngineAddress where = address();
    const auto answer = co_await m_http.exchange({.method = "GET", .path = u"/images/%1/json"_s.arg(name)});
    if (!answer)
        co_return failure(answer.error());
    if (answer->status == notFound)
        co_return failure(missingImage(name, where.kind));
    if (!answer->isGood()) {
        co_return failure(ErrorCode::SandboxFailed,
                          u"The engine %1 could not find the image %2: %3"_s.arg(where.text(), name, answer->message()),
                          u"image"_s);
    }
    const QJsonObject image = answer->json().object();
    co_return ImageFacts{.id = image["Id"_L1].toString(),
                         .volumes = image["Config"_L1]["Volumes"_L1].toObject().keys()};
}

EngineStreamPtr EngineClient::attach(const QString &id)
{
    return m_http.open(
        containerCall("POST", id, u"attach"_s, {{u"stream"_s, u"1"_s}, {u"stdout"_s, u"1"_s}, {u"stderr"_s, u"1"_s}}));
}

EngineStreamPtr EngineClient::logs(const QString &id)
{
    return m_http.open(
        containerCall("GET", id, u"logs"_s, {{u"follow"_s, u"1"_s}, {u"stdout"_s, u"1"_s}, {u"stderr"_s, u"1"_s}}));
}

QCoro::Task<Result<OutputBytes>> EngineClient::loggedBefore(QString id, qint64 time)
{
    constexpr auto patience = 60s;
    constexpr qint64 chunk = 64LL * 1024;
    constexpr double millisecond = 1e-3;
    const EngineAddress where = address();
    const EngineStreamPtr stream =
        m_http.open(containerCall("GET", id, u"logs"_s,
                                  {{u"stdout"_s, u"1"_s},
                                   {u"stderr"_s, u"1"_s},
                                   {u"until"_s, QString::number(static_cast<double>(time) * millisecond, 'f', 3)}}));
    OutputBytes logged;
    OutputFrames frames;
    const QDeadlineTimer deadline(patience);
    while (!stream->hasEnded() || (stream->isGood() && stream->bytesAvailable() > 0)) {
        const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(deadline.remainingTimeAsDuration());
        bool hasMoved = stream->bytesAvailable() > 0;
        if (!hasMoved)
            hasMoved = (co_await qCoro(stream.get(), &EngineStream::moved, rest)).has_value();
        if (!hasMoved)
            break;
        const bool fits = frames.feed(stream->read(chunk), [&logged](OutputFrames::Stream from, QByteArrayView piece) {
            (from == OutputFrames::Stream::Out ? logged.out : logged.err) += piece.size();
        });
        if (!fits)
            break;
    }
    if (stream->isGood() && stream->hasEnded() && stream->problem().isEmpty())
        co_return logged;
    co_return failure(where.unreachable(u"it does not hand out the container's output"_s));
}

EngineStreamPtr EngineClient::events(const QString &label)
{
    return m_http.open({.method = "GET", .path = u"/events"_s, .query = {{u"filters"_s, filters(u"label"_s, label)}}});
}

} // namespace ca
