#include "containerimages.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcessEnvironment>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr int notFound = 404;
constexpr int conflict = 409;

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// What apt needs behind a proxy; these names are known to builds and stay out of the image.
QJsonObject proxyArguments()
{
    QJsonObject arguments;
    const auto environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"http_proxy"_s, u"https_proxy"_s, u"no_proxy"_s}) {
        const QString value = environment.value(name, environment.value(name.toUpper()));
        if (!value.isEmpty())
            arguments[name] = value;
    }
    return arguments;
}

Error imageError(const EngineAddress &where, const EngineAnswer &answer, const QString &name)
{
    const QString said = answer.message();
    // Podman has 500 for it.
    if (answer.status == conflict || said.contains("is being used"_L1) || said.contains("in use by"_L1)) {
        return {.code = ErrorCode::WrongState,
                .message = u"The image %1 is in use: %2"_s.arg(name, said),
                .detail = u"image"_s};
    }
    return {.code = ErrorCode::SandboxFailed,
            .message = u"The engine %1 could not remove the image %2: %3"_s.arg(where.text(), name, said),
            .detail = u"image"_s};
}
} // namespace

QByteArray tarOf(const QByteArray &name, const QByteArray &content, int mode)
{
    constexpr qsizetype block = 512;
    QByteArray head(block, '\0');
    const auto put = [&head](qsizetype at, const QByteArray &text) { head.replace(at, text.size(), text); };
    const auto octal = [](qsizetype number, qsizetype digits) {
        return QByteArray::number(number, 8).rightJustified(digits, '0');
    };
    put(0, name);
    put(100, octal(mode, 7));
    put(108, "0000000");
    put(116, "0000000");
    put(124, octal(content.size(), 11));
    put(136, "00000000000");
    put(148, QByteArray(8, ' '));
    put(156, "0");
    put(257, QByteArray("ustar\00000", 8));
    qsizetype sum = 0;
    for (const char byte : std::as_const(head))
        sum += static_cast<unsigned char>(byte);
    put(148, octal(sum, 6) + '\0');
    const QByteArray padding((block - content.size() % block) % block, '\0');
    return head + content + padding + QByteArray(2 * block, '\0');
}

ContainerImages::ContainerImages(std::shared_ptr<EngineClient> client)
    : m_client(std::move(client))
{
}

QCoro::Task<Result<QList<ContainerImage>>> ContainerImages::list() const
{
    const auto client = m_client;
    const auto answer = co_await client->http().exchange({.method = "GET", .path = u"/images/json"_s});
    if (!answer)
        co_return failure(answer.error());
    if (!answer->isGood()) {
        co_return failure(ErrorCode::SandboxFailed, u"The engine %1 could not list its images: %2"_s.arg(
                                                        client->address().text(), answer->message()));
    }
    QList<ContainerImage> images;
    for (const QJsonValue &entry : answer->json().array()) {
        ContainerImage image{.name = {},
                             .id = entry["Id"_L1].toString(),
                             .bytes = entry["Size"_L1].toInteger(),
                             .created = entry["Created"_L1].toInteger()};
        const QJsonArray names = entry["RepoTags"_L1].toArray();
        for (const QJsonValue &name : names) {
            image.name = name.toString() == "<none>:<none>"_L1 ? QString() : name.toString();
            images.append(image);
        }
        if (names.isEmpty())
            images.append(image);
    }
    co_return images;
}

QCoro::Task<Result<void>> ContainerImages::remove(QString name) const
{
    const auto client = m_client;
    const auto answer = co_await client->http().exchange({.method = "DELETE", .path = u"/images/"_s + name});
    if (!answer)
        co_return failure(answer.error());
    if (answer->isGood())
        co_return {};
    if (answer->status == notFound) {
        co_return failure(ErrorCode::NotFound,
                          u"There is no image %1: cactl image list shows those that there are"_s.arg(name), u"image"_s);
    }
    co_return failure(imageError(client->address(), *answer, name));
}

EngineStreamPtr ContainerImages::pull(const QString &name) const
{
    // Without a tag an engine would fetch all there are.
    const qsizetype slash = name.lastIndexOf(u'/');
    const bool hasTag = name.indexOf(u':', slash + 1) > 0 || name.contains(u'@');
    return m_client->http().open({.method = "POST",
                                  .path = u"/images/create"_s,
                                  .query = {{u"fromImage"_s, hasTag ? name : QString(name % u":latest")}}});
}

EngineStreamPtr ContainerImages::build(const QString &name) const
{
    QFile file(u":/docker/Dockerfile"_s);
    const QByteArray dockerfile = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    return m_client->http().open({.method = "POST",
                                  .path = u"/build"_s,
                                  .query = {{u"t"_s, name},
                                            {u"rm"_s, u"1"_s},
                                            {u"forcerm"_s, u"1"_s},
                                            // The network that this machine's own package manager uses, proxies too.
                                            {u"networkmode"_s, u"host"_s},
                                            {u"buildargs"_s, compact(proxyArguments())}},
                                  .body = tarOf("Dockerfile", dockerfile),
                                  .contentType = "application/x-tar"});
}

} // namespace ca
