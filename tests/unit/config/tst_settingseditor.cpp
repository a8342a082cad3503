#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "settingseditor.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Settings that are changed while a program runs, below those that go before them.
class TestSettingsEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatGoesBeforeCannotBeChanged_data();
    void whatGoesBeforeCannotBeChanged();
    void aChangeCountsForTheNextStart();
    void anEmptyValueGoesBackToTheDefault();

private:
    void write(const QString &name, const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    SettingSources m_sources;
};

void TestSettingsEditor::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_sources = {
        .arguments = {}, .environment = {}, .workingDir = m_dir->path(), .configDir = m_dir->filePath(u"config"_s)};
}

void TestSettingsEditor::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_dir->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void TestSettingsEditor::whatGoesBeforeCannotBeChanged_data()
{
    QTest::addColumn<QString>("source");
    QTest::newRow("command line") << u"--max-jobs"_s;
    QTest::newRow("environment") << u"the environment"_s;
    QTest::newRow(".env") << u".env, line 1"_s;
    QTest::newRow("nothing") << QString();
}

void TestSettingsEditor::whatGoesBeforeCannotBeChanged()
{
    QFETCH(const QString, source);
    if (source == "--max-jobs"_L1)
        m_sources.arguments = {u"--max-jobs"_s, u"3"_s};
    else if (source == "the environment"_L1)
        m_sources.environment.insert(u"AGENT_MAX_JOBS"_s, u"3"_s);
    else if (!source.isEmpty())
        write(u".env"_s, "AGENT_MAX_JOBS=3\n");
    auto editor = SettingsEditor::open(m_sources);
    QVERIFY(editor);
    QVERIFY2(editor->obstacle(u"AGENT_MAX_JOBS"_s).endsWith(source), qPrintable(editor->obstacle(u"AGENT_MAX_JOBS"_s)));
    const auto changed = editor->set(u"AGENT_MAX_JOBS"_s, u"4"_s);
    QCOMPARE(changed.has_value(), source.isEmpty());
    QCOMPARE(editor->settings().maxJobs(), source.isEmpty() ? 4 : 3);
    QCOMPARE(editor->ownValue(u"AGENT_MAX_JOBS"_s), source.isEmpty() ? u"4"_s : QString());
    QVERIFY(editor->set(u"RETENTION_DAYS"_s, u"7"_s));
}

void TestSettingsEditor::aChangeCountsForTheNextStart()
{
    auto editor = SettingsEditor::open(m_sources);
    QVERIFY(editor);
    QVERIFY(editor->set(u"AGENT_PROVIDERS"_s, u"gemini, ollama"_s));
    QVERIFY(editor->set(u"GEMINI_MODEL"_s, u"gemini \"pro\""_s));
    const auto next = Settings::read({}, m_sources);
    QVERIFY(next);
    QCOMPARE(next->providers(), (QStringList{u"gemini"_s, u"ollama"_s}));
    QCOMPARE(next->value(u"GEMINI_MODEL"_s), u"gemini \"pro\""_s);
    QCOMPARE(next->value(u"GEMINI_MODEL"_s), editor->settings().value(u"GEMINI_MODEL"_s));
}

void TestSettingsEditor::anEmptyValueGoesBackToTheDefault()
{
    auto editor = SettingsEditor::open(m_sources);
    QVERIFY(editor);
    QVERIFY(editor->set(u"RETENTION_DAYS"_s, u"7"_s));
    QCOMPARE(editor->settings().retentionDays(), 7);
    QVERIFY(editor->set(u"RETENTION_DAYS"_s, QString()));
    QCOMPARE(editor->settings().retentionDays(), 30);
    QVERIFY(!editor->settings().isSet(u"RETENTION_DAYS"_s));
}

QTEST_GUILESS_MAIN(TestSettingsEditor)
#include "tst_settingseditor.moc"
