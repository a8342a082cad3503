#include <QTest>

#include "envlines.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestEnvLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsValues_data();
    void readsValues();
    void readsManyLines();
    void saysWhatIsWrongWithAValue_data();
    void saysWhatIsWrongWithAValue();
    void refusesLinesWithoutAKey_data();
    void refusesLinesWithoutAKey();
};

void TestEnvLines::readsValues_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const QByteArray &line, const QString &value) {
        QTest::newRow(name) << line << value;
    };
    row("plain", "KEY=value", u"value"_s);
    row("spaces around", " \tKEY = value \t", u"value"_s);
    row("export", "export KEY=value", u"value"_s);
    row("empty", "KEY=", QString());
    row("comment after it", "KEY=value # why", u"value"_s);
    row("comment instead of it", "KEY= # why", QString());
    row("number sign inside", "KEY=a#b", u"a#b"_s);
    row("equals sign inside", "KEY=a=b==", u"a=b=="_s);
    row("quotes inside", "KEY=it's \"so\"", u"it's \"so\""_s);
    row("spaces inside", "KEY=a b", u"a b"_s);
    row("single quotes", "KEY=' a # \\n $HOME '", u" a # \\n $HOME "_s);
    row("double quotes", R"(KEY=" a # \"b\" \\ \$ \n \x ")", u" a # \"b\" \\ $ \n \\x "_s);
    row("empty quotes", "KEY=''", QString());
    row("comment after quotes", "KEY='a' # why", u"a"_s);
    row("several lines", "KEY='a\nb'", u"a\nb"_s);
    row("Windows' line end", "KEY=value\r\n", u"value"_s);
    row("Windows' line end after quotes", "KEY=\"value\"\r\n", u"value"_s);
    row("byte order mark", "\xEF\xBB\xBFKEY=value", u"value"_s);
    row("UTF-8", "KEY=\xC3\xA4", u"ä"_s);
    row("nothing is substituted", "KEY=$HOME/${X}`id`", u"$HOME/${X}`id`"_s);
}

void TestEnvLines::readsValues()
{
    QFETCH(QByteArray, line);
    const auto lines = parseEnvLines(line);
    QVERIFY2(lines.has_value(), qPrintable(lines.has_value() ? QString() : lines.error().message));
    QCOMPARE(lines->size(), 1);
    QCOMPARE(lines->first().key, u"KEY"_s);
    QCOMPARE(lines->first().problem, QString());
    QTEST(lines->first().value, "value");
}

void TestEnvLines::readsManyLines()
{
    const auto lines = parseEnvLines("# first\n\nA=1\n  \t\nB='x\ny'\n   # more\nA=2");
    QVERIFY(lines.has_value());
    const QList<EnvLine> expected{{.key = u"A"_s, .value = u"1"_s, .line = 3, .problem = {}},
                                  {.key = u"B"_s, .value = u"x\ny"_s, .line = 5, .problem = {}},
                                  {.key = u"A"_s, .value = u"2"_s, .line = 8, .problem = {}}};
    QCOMPARE(*lines, expected);
    QCOMPARE(parseEnvLines({})->size(), 0);
    QCOMPARE(parseEnvLines("\n")->size(), 0);
}

void TestEnvLines::saysWhatIsWrongWithAValue_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("problem");
    QTest::newRow("open single quotes") << QByteArray("KEY='a") << u"not closed"_s;
    QTest::newRow("open double quotes") << QByteArray(R"(KEY="a\")") << u"not closed"_s;
    QTest::newRow("text after quotes") << QByteArray("KEY='a'b") << u"follows"_s;
    QTest::newRow("not UTF-8") << QByteArray("KEY=\xE4") << u"UTF-8"_s;
}

void TestEnvLines::saysWhatIsWrongWithAValue()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, problem);
    const auto lines = parseEnvLines(line + "\nNEXT=1");
    QVERIFY(lines.has_value());
    QCOMPARE(lines->size(), 2);
    QVERIFY2(lines->first().problem.contains(problem), qPrintable(lines->first().problem));
    QCOMPARE(lines->last(), (EnvLine{.key = u"NEXT"_s, .value = u"1"_s, .line = 2, .problem = {}}));
}

void TestEnvLines::refusesLinesWithoutAKey_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line :
         {"hidden", "=hidden", "1KEY=hidden", "KE Y=hidden", "export KEY", "- hidden", "\"KEY\"=hidden"})
        QTest::newRow(line) << QByteArray(line);
}

void TestEnvLines::refusesLinesWithoutAKey()
{
    QFETCH(QByteArray, line);
    const auto lines = parseEnvLines("A='x\ny'\n" + line + "\n");
    QVERIFY(!lines.has_value());
    QVERIFY2(lines.error().message.contains(u"line 3"_s), qPrintable(lines.error().message));
    QVERIFY(!lines.error().message.contains(u"hidden"_s)); // it may be a secret
}

QTEST_GUILESS_MAIN(TestEnvLines)
#include "tst_envlines.moc"
