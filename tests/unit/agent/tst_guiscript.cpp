#include <QTest>

#include "guiscript.h"

using namespace ca::agent;

/// How lines for the desktop are read.
class TestGuiScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsLinesIntoWords_data();
    void splitsLinesIntoWords();
    void numbersLinesAsPeopleSeeThem();
    void refusesWhatCannotBeRead_data();
    void refusesWhatCannotBeRead();
};

void TestGuiScript::splitsLinesIntoWords_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArrayList>("words");
    using L = QByteArrayList;
    QTest::newRow("one") << QByteArray("click") << L{"click"};
    QTest::newRow("blanks") << QByteArray("  mousemove\t10   20 ") << L{"mousemove", "10", "20"};
    QTest::newRow("double quotes") << QByteArray(R"(type "a  b")") << L{"type", "a  b"};
    QTest::newRow("single quotes") << QByteArray(R"(type 'a "b" \c')") << L{"type", R"(a "b" \c)"};
    QTest::newRow("quotes inside a word") << QByteArray(R"(--name="a b"c)") << L{"--name=a bc"};
    QTest::newRow("empty word") << QByteArray(R"(type "")") << L{"type", ""};
    QTest::newRow("escaped") << QByteArray(R"(type a\ b \" "\"\\")") << L{"type", "a b", "\"", "\"\\"};
    QTest::newRow("nothing is expanded") << QByteArray("type $HOME `id` *") << L{"type", "$HOME", "`id`", "*"};
    QTest::newRow("mark inside a line") << QByteArray("type #1") << L{"type", "#1"};
    QTest::newRow("carriage return") << QByteArray("key a\r\n") << L{"key", "a"};
}

void TestGuiScript::splitsLinesIntoWords()
{
    QFETCH(QByteArray, line);
    const auto script = readGuiScript(line.toStdString());
    QVERIFY(script);
    QCOMPARE(script->size(), 1U);
    QByteArrayList words;
    for (const auto &word : script->front().words)
        words.append(QByteArray::fromStdString(word));
    QTEST(words, "words");
}

void TestGuiScript::numbersLinesAsPeopleSeeThem()
{
    const auto script = readGuiScript("# first\n\nclick 1\n   # more\nkey a\n");
    QVERIFY(script);
    QCOMPARE(script->size(), 2U);
    QCOMPARE(script->front().number, 3);
    QCOMPARE(script->back().number, 5);
    QCOMPARE(script->back().text(), std::string("key a"));
}

void TestGuiScript::refusesWhatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("empty") << QByteArray() << QByteArray("no commands");
    QTest::newRow("only remarks") << QByteArray("# a\n\n") << QByteArray("no commands");
    QTest::newRow("open quote") << QByteArray("key a\ntype \"b\n") << QByteArray("line 2 is not closed");
    QTest::newRow("quote over two lines") << QByteArray("type 'a\nb'\n") << QByteArray("line 1");
    QTest::newRow("backslash at the end") << QByteArray("type a\\") << QByteArray("line 1");
}

void TestGuiScript::refusesWhatCannotBeRead()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, words);
    const auto read = readGuiScript(script.toStdString());
    QVERIFY(!read);
    QVERIFY2(QByteArray::fromStdString(read.error()).contains(words), read.error().c_str());
}

QTEST_APPLESS_MAIN(TestGuiScript)
#include "tst_guiscript.moc"
