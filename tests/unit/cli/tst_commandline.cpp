#include <QJsonArray>
#include <QTemporaryFile>
#include <QTest>

#include "commandline.h"
#include "commandspec.h"
#include "taskinput.h"

using namespace ca::cli;
using namespace Qt::StringLiterals;

/// What is typed and what it comes to, up to the body of POST /schedule.
class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsACommand_data();
    void readsACommand();
    void optionsStandAnywhere_data();
    void optionsStandAnywhere();
    void serverAndTokenComeFromTheEnvironment();
    void refuses_data();
    void refuses();
    void tokenIsNeverShown();
    void everyCommandHasHelpWithExamples_data();
    void everyCommandHasHelpWithExamples();
    void bodyHasWhatWasAsked();
    void taskComesFromAFile();
};

namespace {
CliResult<CommandLine> parse(const QString &text, const CommandLine::Environment &environment = {})
{
    return CommandLine::parse(text.split(u' ', Qt::SkipEmptyParts), environment);
}

QString refusalOf(const CliResult<CommandLine> &line)
{
    if (!line)
        return line.error().error.message;
    const auto task = readTask(*line);
    if (!task)
        return task.error().error.message;
    const auto body = scheduleBody(*line, *task);
    return body ? QString() : body.error().error.message;
}
} // namespace

void TestCommandLine::readsACommand_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("list") << u"jobs"_s << u"jobs"_s << QStringList();
    QTest::newRow("one id") << u"status 5f0c"_s << u"status"_s << QStringList{u"5f0c"_s};
    QTest::newRow("ids") << u"cancel 5f0c 1234"_s << u"cancel"_s << QStringList{u"5f0c"_s, u"1234"_s};
    QTest::newRow("standard input") << u"run -"_s << u"run"_s << QStringList{u"-"_s};
    QTest::newRow("a task like an option") << u"run -- --foo"_s << u"run"_s << QStringList{u"--foo"_s};
}

void TestCommandLine::readsACommand()
{
    QFETCH(QString, typed);
    const auto line = parse(typed);
    QVERIFY2(line.has_value(), qPrintable(refusalOf(line)));
    QTEST(line->command, "command");
    QTEST(line->arguments, "arguments");
    QVERIFY(line->information.isEmpty());
    QCOMPARE(line->server, QUrl(u"http://127.0.0.1:8000"_s));
}

void TestCommandLine::optionsStandAnywhere_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("before") << u"--json --server http://h:1 jobs --status error"_s;
    QTest::newRow("after") << u"jobs --json --status=error --server=http://h:1"_s;
    QTest::newRow("both") << u"--server http://h:1 jobs --status error --json"_s;
    QTest::newRow("the later wins")
        << u"--server http://x:2 jobs --status complete --status error --json --server http://h:1"_s;
}

void TestCommandLine::optionsStandAnywhere()
{
    QFETCH(QString, typed);
    const auto line = parse(typed);
    QVERIFY2(line.has_value(), qPrintable(refusalOf(line)));
    QVERIFY(line->json);
    QCOMPARE(line->server, QUrl(u"http://h:1"_s));
    QCOMPARE(line->value(u"status"_s), u"error"_s);
}

void TestCommandLine::serverAndTokenComeFromTheEnvironment()
{
    const CommandLine::Environment environment{.server = u"https://example.org/agents"_s, .token = u"abc"_s};
    const auto line = parse(u"jobs"_s, environment);
    QVERIFY(line.has_value());
    QCOMPARE(line->server, QUrl(u"https://example.org/agents"_s));
    QCOMPARE(line->token, QByteArray("abc"));
    QCOMPARE(parse(u"jobs --token def"_s, environment)->token, QByteArray("def"));
}

void TestCommandLine::refuses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("hint");
    QTest::newRow("nothing") << u""_s << u"--help"_s;
    QTest::newRow("unknown command") << u"stauts 5f0c"_s << u"mean status?"_s;
    QTest::newRow("beginning of a command") << u"down 5f0c"_s << u"mean download?"_s;
    QTest::newRow("nothing like a command") << u"frobnicate"_s << u"--help"_s;
    QTest::newRow("unknown option") << u"jobs --statsu error"_s << u"mean --status?"_s;
    QTest::newRow("other command's option") << u"jobs --priority 3"_s << u"cactl jobs --help"_s;
    QTest::newRow("value is missing") << u"jobs --status"_s << u"cactl jobs --help"_s;
    QTest::newRow("no id") << u"status"_s << u"id"_s;
    QTest::newRow("two ids") << u"status 5f0c 1234"_s << u"1234"_s;
    QTest::newRow("no task") << u"run"_s << u"--file"_s;
    QTest::newRow("unquoted task") << u"run echo hello"_s << u"quotes"_s;
    QTest::newRow("task twice") << u"run hello --file x.md"_s << u"not from both"_s;
    QTest::newRow("no such file") << u"run --file /nowhere/x.md"_s << u"/nowhere/x.md"_s;
    QTest::newRow("server without scheme") << u"--server 127.0.0.1:8000 jobs"_s << u"http://HOST:PORT"_s;
    QTest::newRow("server of another kind") << u"--server ftp://host jobs"_s << u"http://HOST:PORT"_s;
    QTest::newRow("password in the server") << u"--server http://me:secret@host jobs"_s << u"http://HOST:PORT"_s;
    QTest::newRow("priority is no number") << u"run x --priority high"_s << u"-100 to 100"_s;
    QTest::newRow("priority is too high") << u"run x --priority 101"_s << u"-100 to 100"_s;
    QTest::newRow("limit without value") << u"run x --limit cpus"_s << u"NAME=VALUE"_s;
    QTest::newRow("unknown limit") << u"run x --limit wall_tiem=3"_s << u"mean wall_time?"_s;
    QTest::newRow("limit is no number") << u"run x --limit cpus=many"_s << u"a number"_s;
}

void TestCommandLine::refuses()
{
    QFETCH(QString, typed);
    QFETCH(QString, hint);
    const QString refusal = refusalOf(parse(typed));
    QVERIFY2(refusal.contains(hint), qPrintable(refusal));
}

void TestCommandLine::tokenIsNeverShown()
{
    const auto line = parse(u"--token se\u00ffcret jobs"_s);
    QVERIFY(!line.has_value());
    QVERIFY(!line.error().error.message.contains(u"cret"_s));
}

void TestCommandLine::everyCommandHasHelpWithExamples_data()
{
    QTest::addColumn<QString>("command");
    const QStringList names = commandNames();
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void TestCommandLine::everyCommandHasHelpWithExamples()
{
    QFETCH(QString, command);
    for (const QString &typed : {u"%1 --help"_s, u"--help %1"_s, u"help %1"_s, u"%1 -h"_s}) {
        const auto line = parse(typed.arg(command));
        QVERIFY2(line.has_value(), qPrintable(refusalOf(line)));
        const QString help = line->information;
        QVERIFY2(help.startsWith(u"usage: cactl "_s + command), qPrintable(help));
        QVERIFY(help.count(u"\n  cactl "_s) + help.count(u"$(cactl"_s) + help.count(u"| cactl"_s) >= 2);
        const QStringList rows = help.split(u'\n');
        for (const QString &row : rows)
            QVERIFY2(row.size() <= 100, qPrintable(row));
    }
    QVERIFY(parse(u"--help"_s)->information.contains(u"  %1 "_s.arg(command)));
}

void TestCommandLine::bodyHasWhatWasAsked()
{
    const auto line =
        parse(u"run x --provider runbook --engine auto --network off --priority -5 --limit cpus=1.5 --limit "
              "wall_time=600 --exclude target --exclude dist"_s);
    QVERIFY2(line.has_value(), qPrintable(refusalOf(line)));
    const auto body = scheduleBody(*line, u"do it"_s);
    QVERIFY(body.has_value());
    const QJsonObject expected{{u"prompt"_s, u"do it"_s},
                               {u"provider"_s, u"runbook"_s},
                               {u"engine"_s, u"auto"_s},
                               {u"network"_s, u"off"_s},
                               {u"priority"_s, -5},
                               {u"limits"_s, QJsonObject{{u"cpus"_s, 1.5}, {u"wall_time"_s, 600}}},
                               {u"exclude"_s, QJsonArray{u"target"_s, u"dist"_s}}};
    QCOMPARE(*body, expected);
    QCOMPARE(*scheduleBody(*parse(u"run x"_s), u"x"_s), (QJsonObject{{u"prompt"_s, u"x"_s}}));
}

void TestCommandLine::taskComesFromAFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("# Täsk\n\n$ true\n");
    file.close();
    const auto line = parse(u"schedule --file "_s + file.fileName());
    QCOMPARE(readTask(*line).value_or(QString()), u"# Täsk\n\n$ true\n"_s);
    QVERIFY(file.open());
    file.write("\xff\xfe broken");
    file.close();
    const auto broken = readTask(*line);
    QVERIFY(!broken.has_value());
    QVERIFY2(broken.error().error.message.contains(u"UTF-8"_s), qPrintable(broken.error().error.message));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
