#include <QTest>

#include "runbook.h"

using ca::protocol::ActionType;
using ca::protocol::isRunbook;
using ca::protocol::parseRunbook;

class TestRunbook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsSteps_data();
    void readsSteps();
    void readsOptions_data();
    void readsOptions();
    void describesSteps_data();
    void describesSteps();
    void refusesMistakes_data();
    void refusesMistakes();
    void tellsRunbooksFromText_data();
    void tellsRunbooksFromText();
    void takesLargeRunbooksInLinearTime();
};

// Steps as "type|file|code", in order.
void TestRunbook::readsSteps_data()
{
    QTest::addColumn<QByteArray>("prompt");
    QTest::addColumn<QByteArrayList>("steps");
    using L = QByteArrayList;
    QTest::newRow("shell") << QByteArray("```sh\nls\n```\n") << L{"shell_command||ls\n"};
    QTest::newRow("bash") << QByteArray("```bash\nls\n```") << L{"shell_command||ls\n"};
    QTest::newRow("python") << QByteArray("```python\nprint(1)\n```") << L{"python_code||print(1)\n"};
    QTest::newRow("gui") << QByteArray("```gui\nclick 1\n```") << L{"gui_automation||click 1\n"};
    QTest::newRow("ts") << QByteArray("```ts\na()\n```") << L{"typescript_code||a()\n"};
    QTest::newRow("typescript") << QByteArray("```typescript\na()\n```") << L{"typescript_code||a()\n"};
    QTest::newRow("js") << QByteArray("```js\na()\n```") << L{"typescript_code||a()\n"};
    QTest::newRow("javascript") << QByteArray("```JavaScript\na()\n```") << L{"typescript_code||a()\n"};
    QTest::newRow("file only written") << QByteArray("```json file=a/b.json\n{}\n```")
                                       << L{"file_operation|a/b.json|{}\n"};
    QTest::newRow("file without language") << QByteArray("```file=n.txt\nx\n```") << L{"file_operation|n.txt|x\n"};
    QTest::newRow("file that runs") << QByteArray("```python file=app.py\nx\n```") << L{"python_code|app.py|x\n"};
    QTest::newRow("quoted name") << QByteArray("```python file=\"a b.py\"\nx\n```") << L{"python_code|a b.py|x\n"};
    QTest::newRow("dollar line") << QByteArray("Build:\n$ make test\n") << L{"shell_command||make test\n"};
    QTest::newRow("dollar line without newline") << QByteArray("$ make") << L{"shell_command||make\n"};
    QTest::newRow("indented dollar line is text") << QByteArray("$ a\n  $ b\n") << L{"shell_command||a\n"};
    QTest::newRow("lone dollar is text") << QByteArray("$ a\n$ \n$b\n") << L{"shell_command||a\n"};
    QTest::newRow("dollar line inside text block") << QByteArray("$ a\n```\n$ b\n```\n") << L{"shell_command||a\n"};
    QTest::newRow("unknown language is text") << QByteArray("```rust\nx\n```\n$ a\n") << L{"shell_command||a\n"};
    QTest::newRow("options of text do not matter")
        << QByteArray("```rust,ignore x=1\nx\n```\n$ a\n") << L{"shell_command||a\n"};
    QTest::newRow("tildes") << QByteArray("~~~sh\n```\nls\n~~~\n") << L{"shell_command||```\nls\n"};
    QTest::newRow("longer fence") << QByteArray("````sh\n```\nls\n````\n") << L{"shell_command||```\nls\n"};
    QTest::newRow("longer closing fence")
        << QByteArray("```sh\nls\n`````  \n$ a\n") << L{"shell_command||ls\n", "shell_command||a\n"};
    QTest::newRow("closing fence with text closes nothing")
        << QByteArray("```sh\n``` x\n```\n") << L{"shell_command||``` x\n"};
    QTest::newRow("indented fence") << QByteArray("   ```sh\n   a\n     b\n c\n   ```\n")
                                    << L{"shell_command||a\n  b\nc\n"};
    QTest::newRow("fence indented by four is text")
        << QByteArray("    ```sh\n$ a\n    ```\n") << L{"shell_command||a\n"};
    QTest::newRow("two marks are text") << QByteArray("``sh\n$ a\n") << L{"shell_command||a\n"};
    QTest::newRow("inline code is text") << QByteArray("```sh``` is a shell\n$ a\n") << L{"shell_command||a\n"};
    QTest::newRow("CRLF") << QByteArray("```sh\r\na\r\nb\r\n```\r\n$ c\r\n")
                          << L{"shell_command||a\nb\n", "shell_command||c\n"};
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF$ a\n") << L{"shell_command||a\n"};
    QTest::newRow("blank before language") << QByteArray("``` \t sh\na\n```\n") << L{"shell_command||a\n"};
    QTest::newRow("empty block") << QByteArray("```sh\n```\n") << L{"shell_command||"};
    QTest::newRow("blank lines stay") << QByteArray("```sh\n\n\na\n\n```\n") << L{"shell_command||\n\na\n\n"};
    QTest::newRow("order") << QByteArray("```ts\n1\n```\n$ 2\n```python\n3\n```\n")
                           << L{"typescript_code||1\n", "shell_command||2\n", "python_code||3\n"};
}

void TestRunbook::readsSteps()
{
    QFETCH(QByteArray, prompt);
    QFETCH(QByteArrayList, steps);
    const auto plan = parseRunbook(prompt.toStdString());
    QVERIFY2(plan.has_value(), plan ? "" : plan.error().c_str());
    QByteArrayList found;
    for (const auto &action : plan->actions) {
        const auto name = wireName(action.type);
        found.append(QByteArray(name.data(), static_cast<qsizetype>(name.size())) + '|' +
                     QByteArray::fromStdString(action.filename) + '|' + QByteArray::fromStdString(action.command));
    }
    QCOMPARE(found, steps);
    QVERIFY(plan->done);
    QVERIFY(isRunbook(prompt.toStdString()));
}

void TestRunbook::readsOptions_data()
{
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<bool>("keepGoing");
    QTest::addColumn<int>("timeout");
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("none") << QByteArray("sh") << false << 0 << QByteArray();
    QTest::newRow("continue") << QByteArray("sh continue") << true << 0 << QByteArray();
    QTest::newRow("timeout") << QByteArray("sh timeout=5") << false << 5 << QByteArray();
    QTest::newRow("all, any order") << QByteArray("sh  timeout=7\tcontinue   file=x.sh") << true << 7
                                    << QByteArray("x.sh");
    QTest::newRow("dots in names") << QByteArray("sh file=./a..b/..c") << false << 0 << QByteArray("./a..b/..c");
}

void TestRunbook::readsOptions()
{
    QFETCH(QByteArray, info);
    const auto plan = parseRunbook("```" + info.toStdString() + "\nx\n```\n");
    QVERIFY2(plan.has_value(), plan ? "" : plan.error().c_str());
    const auto &action = plan->actions.at(0);
    QTEST(action.keepGoing, "keepGoing");
    QTEST(action.timeoutSeconds.value_or(0), "timeout");
    QTEST(QByteArray::fromStdString(action.filename), "file");
}

void TestRunbook::describesSteps_data()
{
    QTest::addColumn<QByteArray>("prompt");
    QTest::addColumn<QByteArray>("description");
    QTest::newRow("heading") << QByteArray("## Draw it\n\n```sh\nx\n```") << QByteArray("Draw it");
    QTest::newRow("nearest line") << QByteArray("# Top\nFirst this:\n\n```sh\nx\n```") << QByteArray("First this");
    QTest::newRow("list item") << QByteArray("1. Install **all**:\n```sh\nx\n```") << QByteArray("Install **all");
    QTest::newRow("code") << QByteArray("```sh\n#!/bin/sh\n\n  make all\n```") << QByteArray("make all");
    QTest::newRow("written file") << QByteArray("```json file=a.json\n{}\n```") << QByteArray("write a.json");
    QTest::newRow("run file") << QByteArray("```python file=a.py\n1\n```") << QByteArray("run a.py");
    QTest::newRow("command") << QByteArray("Text\n$ make test") << QByteArray("make test");
    QTest::newRow("cut") << "$ " + QByteArray(200, 'x') << QByteArray(79, 'x') + "…";
    QTest::newRow("cut at characters") << "$ " + QByteArray("ä").repeated(90) << QByteArray("ä").repeated(79) + "…";
}

void TestRunbook::describesSteps()
{
    QFETCH(QByteArray, prompt);
    const auto plan = parseRunbook(prompt.toStdString());
    QVERIFY(plan.has_value());
    QTEST(QByteArray::fromStdString(plan->actions.at(0).description), "description");
}

void TestRunbook::refusesMistakes_data()
{
    QTest::addColumn<QByteArray>("prompt");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("empty") << QByteArray() << QByteArray("nothing to run");
    QTest::newRow("text only") << QByteArray("Please help.\n```\nx\n```\n") << QByteArray("nothing to run");
    QTest::newRow("not closed") << QByteArray("a\n```sh\nls\n") << QByteArray("Line 2");
    QTest::newRow("text not closed") << QByteArray("$ a\n\n~~~~\nls\n~~~\n") << QByteArray("Line 3");
    QTest::newRow("unknown option") << QByteArray("\n\n```sh foo\n```")
                                    << QByteArray("Line 3 of the runbook: unknown option 'foo'");
    QTest::newRow("unknown option of a file")
        << QByteArray("```c file=a.c foo\n```") << QByteArray("unknown option 'foo'");
    QTest::newRow("timeout zero") << QByteArray("```sh timeout=0\n```") << QByteArray("timeout=0 is not");
    QTest::newRow("timeout negative") << QByteArray("```sh timeout=-1\n```") << QByteArray("timeout=-1 is not");
    QTest::newRow("timeout word") << QByteArray("```sh timeout=5s\n```") << QByteArray("timeout=5s is not");
    QTest::newRow("timeout empty") << QByteArray("```sh timeout=\n```") << QByteArray("timeout= is not");
    QTest::newRow("timeout huge") << QByteArray("```sh timeout=99999999999\n```") << QByteArray("is not a number");
    QTest::newRow("file twice") << QByteArray("```sh file=a file=b\n```") << QByteArray("file is given twice");
    QTest::newRow("timeout twice") << QByteArray("```sh timeout=1 timeout=2\n```")
                                   << QByteArray("timeout is given twice");
    QTest::newRow("continue twice") << QByteArray("```sh continue continue\n```")
                                    << QByteArray("continue is given twice");
    QTest::newRow("no name") << QByteArray("```sh file=\n```") << QByteArray("file= needs a name");
    QTest::newRow("absolute") << QByteArray("```sh file=/etc/x\n```") << QByteArray("absolute");
    QTest::newRow("escaping") << QByteArray("```c file=../x\n```") << QByteArray("out of the workspace");
    QTest::newRow("escaping inside") << QByteArray("```c file=a/../../x\n```") << QByteArray("out of the workspace");
    QTest::newRow("escaping at the end") << QByteArray("```c file=a/..\n```") << QByteArray("out of the workspace");
    QTest::newRow("folder") << QByteArray("```c file=a/\n```") << QByteArray("names a folder");
    QTest::newRow("open quote") << QByteArray("```c file=\"a b\n```") << QByteArray("quote is not closed");
}

void TestRunbook::refusesMistakes()
{
    QFETCH(QByteArray, prompt);
    QFETCH(QByteArray, words);
    const auto plan = parseRunbook(prompt.toStdString());
    QVERIFY(!plan.has_value());
    QVERIFY2(QByteArray::fromStdString(plan.error()).contains(words), plan.error().c_str());
}

void TestRunbook::tellsRunbooksFromText_data()
{
    QTest::addColumn<QByteArray>("prompt");
    QTest::addColumn<bool>("isRunbook");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("text") << QByteArray("Write a poem for $ 5.\n```\n$ x\n```\n") << false;
    QTest::newRow("other language") << QByteArray("Explain:\n```rust\nfn main() {}\n```\n") << false;
    QTest::newRow("runs") << QByteArray("```python\n1\n```\n") << true;
    QTest::newRow("file") << QByteArray("```rust file=main.rs\n1\n```\n") << true;
    QTest::newRow("with a mistake") << QByteArray("```sh timeout=x\n") << true;
    QTest::newRow("gui") << QByteArray("```gui\n```\n") << true;
    QTest::newRow("after a text block") << QByteArray("```\n```\n$ ls\n") << true;
}

void TestRunbook::tellsRunbooksFromText()
{
    QFETCH(QByteArray, prompt);
    QTEST(isRunbook(prompt.toStdString()), "isRunbook");
}

void TestRunbook::takesLargeRunbooksInLinearTime()
{
    const std::string prompt = (QByteArray("text\n$ true\n```sh\nx\n```\n").repeated(50'000)).toStdString();
    const auto plan = parseRunbook(prompt);
    QVERIFY(plan.has_value());
    QCOMPARE(plan->actions.size(), 100'000U);
}

QTEST_APPLESS_MAIN(TestRunbook)
#include "tst_runbook.moc"
