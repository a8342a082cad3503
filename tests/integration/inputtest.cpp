#include "inputtest.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

namespace ca::test {

using namespace Qt::StringLiterals;

void InputTest::initTestCase()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir->filePath(u"data"_s)});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
    const QDir dir(m_dir->path());
    QVERIFY(dir.mkpath(u"tree/sub"_s));
    for (const auto &[name, content] : {std::pair("tree/a.txt", "alpha"), std::pair("tree/sub/b.txt", "beta")}) {
        QFile file(dir.filePath(QLatin1StringView(name)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) > 0);
    }
}

void InputTest::cleanupTestCase()
{
    QVERIFY(m_daemon->stop());
}

QString InputTest::upload(const QString &name, const QByteArray &content)
{
    const HttpAnswer created = m_http->post(u"/uploads"_s, {{u"name"_s, name}, {u"size"_s, content.size()}});
    QString id = created.json()[u"upload_id"].toString();
    if (!content.isEmpty() && m_http->send("PUT", u"/uploads/"_s + id, content).status != 200)
        return {};
    return id;
}

QJsonObject InputTest::run(const QString &script, const QStringList &inputs)
{
    const QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, QString(u"```sh\n"_s + script + u"\n```"_s)},
                                                         {u"inputs"_s, QJsonArray::fromStringList(inputs)}});
    return id.isEmpty() ? QJsonObject() : DaemonProcess::awaitEnd(*m_http, id);
}

QByteArray InputTest::log(const QJsonObject &job)
{
    return m_http->get(u"/logs/%1/stdout"_s.arg(job[u"job_id"].toString())).body;
}

QByteArray InputTest::packed(const QString &name, const QStringList &tarArguments)
{
    const QString path = m_dir->filePath(name);
    if (QProcess::execute(u"bsdtar"_s, QStringList{u"-a"_s, u"-cf"_s, path, u"-C"_s, m_dir->filePath(u"tree"_s)} +
                                           tarArguments) != 0)
        return {};
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace ca::test
