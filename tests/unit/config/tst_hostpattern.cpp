#include <QTest>

#include "hostname.h"
#include "hostpattern.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Hosts as settings and requests name them.
class TestHostPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostsHaveOneForm_data();
    void hostsHaveOneForm();
    void whatIsNoHostIsRefused_data();
    void whatIsNoHostIsRefused();
    void patternsMatch_data();
    void patternsMatch();
    void listsAreRead();
    void whatIsNoPatternIsRefused_data();
    void whatIsNoPatternIsRefused();
};

void TestHostPattern::hostsHaveOneForm_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("normal");
    const auto row = [](const QString &host, const QString &normal) {
        QTest::addRow("%s", qPrintable(host)) << host << normal;
    };
    row(u"Example.ORG"_s, u"example.org"_s);
    row(u"example.org."_s, u"example.org"_s);
    row(u"münchen.example"_s, u"xn--mnchen-3ya.example"_s);
    row(u"XN--Mnchen-3ya.example"_s, u"xn--mnchen-3ya.example"_s);
    row(u"my_host.example"_s, u"my_host.example"_s);
    row(u"127.0.0.1"_s, u"127.0.0.1"_s);
    row(u"127.1"_s, u"127.0.0.1"_s);
    row(u"2130706433"_s, u"127.0.0.1"_s);
    row(u"0x7F.0.0.1."_s, u"127.0.0.1"_s);
    row(u"0177.0.0.01"_s, u"127.0.0.1"_s);
    row(u"[::1]"_s, u"::1"_s);
    row(u"2001:DB8:0:0::1"_s, u"2001:db8::1"_s);
    row(u"[::ffff:7f00:1]"_s, u"::ffff:127.0.0.1"_s);
}

void TestHostPattern::hostsHaveOneForm()
{
    QFETCH(QString, host);
    QFETCH(QString, normal);
    QCOMPARE(normalHost(host), normal);
    QCOMPARE(normalHost(normal), normal);
    QCOMPARE(isAddress(normal), normal.front().isDigit() || normal.contains(u':'));
}

void TestHostPattern::whatIsNoHostIsRefused_data()
{
    QTest::addColumn<QString>("host");
    for (const char *host :
         {"",         ".",   "..",    "a..b", ".a",   "a b",         "a/b",          "a@b",       "a:b",
          "a%2eb",    "*.a", "a.*",   "[::1", "::1]", "[127.0.0.1]", "fe80::1%eth0", "1.2.3.4.5", "256.1.1.1",
          "1.2.3.0x", "a.1", "a.0x1", "a\tb", "a\\b", "a,b",         "a#b",          "a?b"})
        QTest::addRow("'%s'", host) << QString::fromLatin1(host);
    QTest::newRow("a long label") << QString(64, u'a');
    QTest::newRow("a long name") << QString(u"abcdefg."_s.repeated(32) + u'a');
}

void TestHostPattern::whatIsNoHostIsRefused()
{
    QFETCH(QString, host);
    QVERIFY2(!normalHost(host), qPrintable(normalHost(host).value_or(QString())));
}

void TestHostPattern::patternsMatch_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("doesMatch");
    const auto row = [](const char *name, const QString &pattern, const QString &host, int port, bool doesMatch) {
        QTest::newRow(name) << pattern << host << port << doesMatch;
    };
    row("https", u"A.example."_s, u"a.example"_s, 443, true);
    row("http", u"a.example"_s, u"a.example"_s, 80, true);
    row("another port", u"a.example"_s, u"a.example"_s, 8080, false);
    row("its port", u"a.example:8080"_s, u"a.example"_s, 8080, true);
    row("not its port", u"a.example:8080"_s, u"a.example"_s, 443, false);
    row("below", u"a.example"_s, u"b.a.example"_s, 443, false);
    row("wildcard", u"*.example"_s, u"b.a.example"_s, 443, true);
    row("wildcard with a port", u"*.example:81"_s, u"a.example"_s, 81, true);
    row("wildcard itself", u"*.a.example"_s, u"a.example"_s, 443, false);
    row("same end", u"*.a.example"_s, u"ba.example"_s, 443, false);
    row("IPv6", u"[2001:db8::1]:81"_s, u"2001:db8::1"_s, 81, true);
    row("IPv6 without brackets", u"2001:db8::1"_s, u"2001:db8::1"_s, 443, true);
    row("international", u"*.münchen.example"_s, u"a.xn--mnchen-3ya.example"_s, 443, true);
}

void TestHostPattern::patternsMatch()
{
    QFETCH(QString, pattern);
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(bool, doesMatch);
    const auto parsed = HostPattern::parse(pattern);
    QVERIFY(parsed);
    QCOMPARE(parsed->matches(host, static_cast<quint16>(port)), doesMatch);
}

void TestHostPattern::listsAreRead()
{
    const auto list = parseHostPatterns(u" a.example, *.b.example:81\n[::1]:82,, "_s);
    QVERIFY(list);
    const QList<HostPattern> expected{{.host = u"a.example"_s},
                                      {.host = u"b.example"_s, .isWildcard = true, .port = 81},
                                      {.host = u"::1"_s, .port = 82}};
    QVERIFY(*list == expected);
    QVERIFY(parseHostPatterns({})->isEmpty());
    QVERIFY(!parseHostPatterns(u"a.example, https://b.example"_s));
}

void TestHostPattern::whatIsNoPatternIsRefused_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern : {"*", "*.", "a.*.b", "*a.example", "a:0", "a:65536", "a:", "a:x", "a:+1", ":80",
                                "*.127.0.0.1", "http://a", "a/b", "[::1]x:80"})
        QTest::newRow(pattern) << QString::fromLatin1(pattern);
}

void TestHostPattern::whatIsNoPatternIsRefused()
{
    QFETCH(QString, pattern);
    QVERIFY(!HostPattern::parse(pattern));
}

QTEST_GUILESS_MAIN(TestHostPattern)
#include "tst_hostpattern.moc"
