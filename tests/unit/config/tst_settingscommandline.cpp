#include <QTest>

#include "settingscommandline.h"
#include "settingtable.h"

using namespace ca;
using namespace Qt::StringLiterals;

using Values = QHash<QString, QString>;

class TestSettingsCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void everyOptionOfTheTableIsKnown();
    void helpAndVersionAreKnown_data();
    void helpAndVersionAreKnown();
    void refuses_data();
    void refuses();
};

void TestSettingsCommandLine::reads_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<Values>("values");
    QTest::newRow("nothing") << QStringList() << Values();
    QTest::newRow("two words") << QStringList{u"--data"_s, u"/a"_s} << Values{{u"AGENT_OUTPUT_DIR"_s, u"/a"_s}};
    QTest::newRow("one word") << QStringList{u"--data=/a"_s} << Values{{u"AGENT_OUTPUT_DIR"_s, u"/a"_s}};
    QTest::newRow("a value like an option")
        << QStringList{u"--data=--x"_s} << Values{{u"AGENT_OUTPUT_DIR"_s, u"--x"_s}};
    QTest::newRow("the last one counts") << QStringList{u"--max-jobs"_s, u"1"_s, u"--max-jobs"_s, u"2"_s}
                                         << Values{{u"AGENT_MAX_JOBS"_s, u"2"_s}};
    QTest::newRow("several") << QStringList{u"--wall-time"_s, u"5"_s, u"--listen"_s, u":0"_s}
                             << Values{{u"AGENT_WALL_TIME"_s, u"5"_s}, {u"AGENT_LISTEN"_s, u":0"_s}};
}

void TestSettingsCommandLine::reads()
{
    QFETCH(QStringList, arguments);
    const auto line = SettingsCommandLine::parse(arguments);
    QVERIFY2(line.has_value(), qPrintable(line.has_value() ? QString() : line.error().message));
    QTEST(line->values, "values");
    QVERIFY(!line->wantsHelp && !line->wantsVersion);
}

void TestSettingsCommandLine::everyOptionOfTheTableIsKnown()
{
    for (const Setting &setting : settingTable()) {
        if (setting.option.isEmpty())
            continue;
        const auto line = SettingsCommandLine::parse({u"--"_s + setting.option, u"value"_s});
        QVERIFY(line.has_value());
        QCOMPARE(line->values, (Values{{setting.name, u"value"_s}}));
    }
}

void TestSettingsCommandLine::helpAndVersionAreKnown_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<bool>("isHelp");
    QTest::newRow("--help") << u"--help"_s << true;
    QTest::newRow("-h") << u"-h"_s << true;
    QTest::newRow("--version") << u"--version"_s << false;
    QTest::newRow("-v") << u"-v"_s << false;
}

void TestSettingsCommandLine::helpAndVersionAreKnown()
{
    QFETCH(QString, argument);
    const auto line = SettingsCommandLine::parse({argument});
    QVERIFY(line.has_value());
    QTEST(line->wantsHelp, "isHelp");
    QVERIFY(line->wantsVersion != line->wantsHelp);
}

void TestSettingsCommandLine::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown") << QStringList{u"--zzzzzz"_s} << u"--zzzzzz"_s;
    QTest::newRow("mistyped") << QStringList{u"--maxjobs"_s, u"2"_s} << u"did you mean --max-jobs?"_s;
    QTest::newRow("unknown letter") << QStringList{u"-x"_s} << u"-x"_s;
    QTest::newRow("no value") << QStringList{u"--listen"_s} << u"--listen"_s;
    QTest::newRow("no option") << QStringList{u"folder"_s} << u"\"folder\""_s;
    QTest::newRow("after the options") << QStringList{u"--data"_s, u"a"_s, u"b"_s} << u"\"b\""_s;
    QTest::newRow("secrets have no option") << QStringList{u"--api-token"_s, u"x"_s} << u"--api-token"_s;
}

void TestSettingsCommandLine::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto line = SettingsCommandLine::parse(arguments);
    QVERIFY(!line.has_value());
    QCOMPARE(line.error().code, ErrorCode::InvalidArgument);
    QVERIFY2(line.error().message.contains(named), qPrintable(line.error().message));
}

QTEST_GUILESS_MAIN(TestSettingsCommandLine)
#include "tst_settingscommandline.moc"
