#include <QElapsedTimer>
#include <QTest>

#include "loosejson.h"
#include "planparser.h"

using namespace ca::protocol;

/// Models' answers: what is a plan, which plan, and what is wrong with what is none.
class TestPlanParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsThePlan_data();
    void findsThePlan();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void readsEveryField();
    void readsFileOperations();
    void mendsOnlyMistakes_data();
    void mendsOnlyMistakes();
    void hugeAnswersAreRefused();
    void hostileAnswersTakeNoTime_data();
    void hostileAnswersTakeNoTime();
};

namespace {

constexpr const char *listFiles = R"({"actions":[{"type":"shell_command","description":"d","command":"ls"}]})";

QByteArray repeated(const char *text, int count)
{
    return QByteArray(text).repeated(count);
}

} // namespace

void TestPlanParser::findsThePlan_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("command");
    const QByteArray plan(listFiles);
    const auto row = [](const char *name, const QByteArray &answer, const char *command = "ls") {
        QTest::newRow(name) << answer << QByteArray(command);
    };
    row("alone", plan);
    row("byte order mark", "\xEF\xBB\xBF" + plan);
    row("code fence", "```json\n" + plan + "\n```");
    row("fence without language", "```\n" + plan + "\n```\nDone!");
    row("sentences around it", "Sure! I will {list} the files [1]:\n" + plan + "\nTell me \"more\".");
    row("thoughts before it",
        "<think>maybe {\"actions\":[{\"type\":\"shell_command\",\"command\":\"rm\"}]}</think>" + plan);
    row("thoughts in a command", R"({"actions":[{"type":"shell_command","command":"echo '</think>'"}]})",
        "echo '</think>'");
    row("another object before it", R"({"mood":"good"} )" + plan);
    row("the first of several", plan + R"( {"actions":[{"type":"shell_command","command":"second"}]})");
    row("a right one after a wrong one", R"({"actions":[{"type":"magic","command":"x"}]} )" + plan);
    row("bare list", R"([{"type":"shell_command","command":"ls"}])");
    row("bare action", R"({"type":"shell_command","command":"ls"})");
    row("wrapped", R"({"plan":)" + plan + "}");
    row("wrapped list", R"({"thought":"t","steps":[{"type":"shell_command","command":"ls"}]})");
    row("trailing commas", R"({"actions":[{"type":"shell_command","command":"ls",},],})");
    row("comments",
        "{ // a plan \"for you\n\"actions\": [ /* one { */ {\"type\":\"shell_command\",\"command\":\"ls\"}]}");
    row("raw line breaks", "{\"actions\":[{\"type\":\"shell_command\",\"command\":\"ls\n\tpwd\"}]}", "ls\n\tpwd");
    row("unknown escapes", R"({"actions":[{"type":"shell_command","command":"grep '\d\.' \'a\'"}]})",
        R"(grep '\d\.' 'a')");
    row("Python's words",
        R"({"actions":[{"type":"shell_command","command":"ls","continue":True}],"done":False,"x":None})");
    row("lines as a list", R"({"actions":[{"type":"shell_command","command":["ls","pwd"]}]})", "ls\npwd\n");
    row("code instead of command", R"({"actions":[{"type":"python_code","code":"ls"}]})");
    row("braces in the code", R"({"actions":[{"type":"python_code","command":"d = {'a': [1, {2}]}; s = \"}\""}]})",
        R"(d = {'a': [1, {2}]}; s = "}")");
}

void TestPlanParser::findsThePlan()
{
    QFETCH(QByteArray, answer);
    const auto plan = parsePlan(answer.toStdString());
    QVERIFY2(plan.has_value(), plan ? "" : plan.error().c_str());
    QCOMPARE(plan->actions.size(), 1U);
    QTEST(QByteArray::fromStdString(plan->actions[0].command), "command");
    QVERIFY(!plan->done);
}

void TestPlanParser::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const QByteArray &answer, const char *words) {
        QTest::newRow(name) << answer << QByteArray(words);
    };
    row("nothing", "", "is empty");
    row("blanks", " \n\t", "is empty");
    row("prose", "I cannot help with that.", "holds no JSON object");
    row("prose with a list", "As said [1], no.", "holds no JSON object");
    row("cut off", QByteArray(listFiles).chopped(3), "does not end");
    row("broken", R"({"actions": [oops]})", "cannot be read");
    row("other JSON", R"({"answer": 42})", "no plan");
    row("empty plan", R"({"actions":[]})", "without actions that is not done");
    row("actions are no list", R"({"actions":"ls"})", "not a list");
    row("no object in the list", R"({"actions":["ls"]})", "action 1 is not an object");
    row("no type", R"({"actions":[{"command":"ls"}]})", "action 1 has no type");
    row("unknown type", R"({"actions":[{"type":"teleport","command":"ls"}]})", "unknown type 'teleport'");
    row("desktop without a command", R"({"actions":[{"type":"gui_automation"}]})", "action 1 has no command");
    row("second action", R"({"actions":[{"type":"shell_command","command":"a"},{"type":"python_code"}]})",
        "action 2 has no command");
    row("blank command", R"({"actions":[{"type":"shell_command","command":" \n"}]})", "no command");
    row("command is a number", R"({"actions":[{"type":"shell_command","command":7}]})", "not a text");
    row("no filename", R"({"actions":[{"type":"file_operation","command":"x"}]})", "no filename");
    row("unknown operation", R"({"actions":[{"type":"file_operation","filename":"x","operation":"delete"}]})",
        "operation 'delete'");
    row("filename with a zero", R"({"actions":[{"type":"file_operation","filename":"a\u0000b","command":""}]})",
        "filename that cannot be used");
    row("too many", "{\"actions\":[" + repeated("{\"type\":\"shell_command\",\"command\":\"ls\"},", 101) + "]}",
        "101 actions");
    row("nested too deep", repeated("[", 100) + repeated("]", 100), "holds no JSON object");
}

void TestPlanParser::saysWhatIsWrong()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, words);
    const auto plan = parsePlan(answer.toStdString());
    QVERIFY(!plan.has_value());
    QVERIFY2(QByteArray::fromStdString(plan.error()).contains(words), plan.error().c_str());
}

void TestPlanParser::readsEveryField()
{
    const auto plan = parsePlan(R"j({"actions":[
        {"type":"python_code","description":"Draw\nit","command":"print(1)","filename":"/workspace/src/a.py","timeout":7.9},
        {"type":"web_scraping","command":"import requests","continue":"true","timeout":-4},
        {"type":"typescript_code","command":"1","timeout":1e12,"filename":null}],
        "estimated_time":"5 minutes","requirements":["requests"],"done":"true","summary":"All done"})j");
    QVERIFY2(plan.has_value(), plan ? "" : plan.error().c_str());
    QVERIFY(plan->done);
    QCOMPARE(plan->summary, std::string("All done"));
    QCOMPARE(plan->actions.size(), 3U);
    QCOMPARE(plan->actions[0].description, std::string("Draw it"));
    QCOMPARE(plan->actions[0].filename, std::string("src/a.py"));
    QCOMPARE(plan->actions[0].timeoutSeconds.value_or(-1), 7);
    QVERIFY(!plan->actions[0].keepGoing);
    QCOMPARE(plan->actions[1].type, ActionType::PythonCode);
    QCOMPARE(plan->actions[1].description, std::string("import requests"));
    QCOMPARE(plan->actions[1].timeoutSeconds.value_or(-1), 1);
    QVERIFY(plan->actions[1].keepGoing);
    QCOMPARE(plan->actions[2].type, ActionType::TypeScriptCode);
    QCOMPARE(plan->actions[2].timeoutSeconds.value_or(-1), 86'400);
    QVERIFY(plan->actions[2].filename.empty());
}

void TestPlanParser::readsFileOperations()
{
    const auto plan = parsePlan(R"({"actions":[
        {"type":"file_operation","filename":"a","content":"text"},
        {"type":"file_operation","filename":"b","operation":"append","command":""},
        {"type":"file_operation","filename":"c/d","operation":"create_directory"},
        {"type":"file_operation","filename":"package.json","command":{"name":"x"}}]})");
    QVERIFY2(plan.has_value(), plan ? "" : plan.error().c_str());
    QCOMPARE(plan->actions[0].operation, FileOperation::Write);
    QCOMPARE(plan->actions[0].command, std::string("text"));
    QCOMPARE(plan->actions[1].operation, FileOperation::Append);
    QCOMPARE(plan->actions[2].operation, FileOperation::CreateDirectory);
    QCOMPARE(plan->actions[3].command, std::string("{\n  \"name\": \"x\"\n}\n"));
}

void TestPlanParser::mendsOnlyMistakes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("mended");
    const auto row = [](const char *name, const char *text, const char *mended) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(mended);
    };
    row("right JSON", R"({"a" : [1, "x\n\"\\\u00e9, } // no", true, null]})",
        R"({"a" : [1, "x\n\"\\\u00e9, } // no", true, null]})");
    row("comma and comment", "[1, // one, }\n ]", "[1]");
    row("escapes", R"(["\x \' \$"])", R"(["\\x ' \\$"])");
    row("control characters", "[\"a\tb\x01\"]", "[\"a\\tb \"]");
    row("unfinished string", "[\"a\\", "[\"a\\\\");
    row("unfinished comment", "[1 /* x", "[1 ");
}

void TestPlanParser::mendsOnlyMistakes()
{
    QFETCH(QByteArray, text);
    QTEST(QByteArray::fromStdString(mendedJson(text.toStdString())), "mended");
}

void TestPlanParser::hugeAnswersAreRefused()
{
    const auto plan = parsePlan(std::string(maxPlanBytes + 1, 'x'));
    QVERIFY(!plan.has_value());
    QVERIFY(QByteArray::fromStdString(plan.error()).contains("are read"));
}

void TestPlanParser::hostileAnswersTakeNoTime_data()
{
    QTest::addColumn<QByteArray>("answer");
    constexpr int count = 2'000'000;
    QTest::newRow("opening brackets") << repeated("{", count);
    QTest::newRow("opening and closing") << repeated("[", count / 2) + repeated("]", count / 2);
    QTest::newRow("objects") << repeated("{}", count);
    QTest::newRow("quotes") << '{' + repeated("\"", count);
    QTest::newRow("commas") << '[' + repeated(", ", count) + ']';
    QTest::newRow("comments") << '{' + repeated("/**/", count / 2);
    QTest::newRow("unfinished objects") << repeated("{\"a\":", count / 5);
}

void TestPlanParser::hostileAnswersTakeNoTime()
{
    QFETCH(QByteArray, answer);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!parsePlan(answer.toStdString()).has_value());
    QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()).constData());
}

QTEST_APPLESS_MAIN(TestPlanParser)
#include "tst_planparser.moc"
