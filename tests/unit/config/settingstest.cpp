#include "settingstest.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <sys/stat.h>

namespace ca::test {

using namespace Qt::StringLiterals;

void SettingsTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_sources = {.arguments = {}, .environment = {}, .workingDir = path(u"work"_s), .configDir = path(u"config"_s)};
    QVERIFY(QDir().mkpath(m_sources.workingDir) && QDir().mkpath(m_sources.configDir));
}

Result<ProgramOptions> SettingsTest::read(const QStringList &arguments) const
{
    SettingSources sources = m_sources;
    sources.arguments = arguments;
    return ProgramOptions::read(sources, u"Does something."_s);
}

QString SettingsTest::errorOf(const Result<ProgramOptions> &options)
{
    return options.has_value() ? QString() : options.error().message;
}

void SettingsTest::write(const QString &file, const QByteArray &content, mode_t mode) const
{
    QFile out(path(file));
    QVERIFY(out.open(QIODevice::WriteOnly));
    QCOMPARE(out.write(content), content.size());
    QCOMPARE(::fchmod(out.handle(), mode), 0);
}

} // namespace ca::test
