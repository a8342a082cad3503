#include <QTest>

#include "routetable.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestRouteTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void givesTheParameters();
};

namespace {
RouteTable someRoutes()
{
    RouteTable routes;
    for (const auto &[method, pattern] :
         {std::pair(QByteArray("GET"), u"/"_s), std::pair(QByteArray("GET"), u"/logs/{id}"_s),
          std::pair(QByteArray("DELETE"), u"/logs/{id}"_s), std::pair(QByteArray("GET"), u"/logs/{id}/{stream}"_s),
          std::pair(QByteArray("GET"), u"/job/{id}/files/{path...}"_s)})
        routes.add({.method = method, .pattern = pattern, .summary = {}, .answer = {}, .handle = {}});
    return routes;
}
} // namespace

void TestRouteTable::finds_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("found");
    QTest::newRow("root") << QByteArray("GET") << u"/"_s << u"/"_s;
    QTest::newRow("placeholder") << QByteArray("GET") << u"/logs/x"_s << u"/logs/{id}"_s;
    QTest::newRow("two placeholders") << QByteArray("GET") << u"/logs/x/stdout"_s << u"/logs/{id}/{stream}"_s;
    QTest::newRow("wrong method") << QByteArray("POST") << u"/logs/x"_s << u"405 GET, DELETE"_s;
    QTest::newRow("unknown") << QByteArray("GET") << u"/nothing"_s << u"404"_s;
    QTest::newRow("empty segment") << QByteArray("GET") << u"/logs/"_s << u"404"_s;
    QTest::newRow("too deep") << QByteArray("GET") << u"/logs/x/y/z"_s << u"404"_s;
    QTest::newRow("rest of the path") << QByteArray("GET") << u"/job/x/files/a/b%2Fc/d"_s
                                      << u"/job/{id}/files/{path...}"_s;
    QTest::newRow("empty rest") << QByteArray("GET") << u"/job/x/files/"_s << u"/job/{id}/files/{path...}"_s;
    QTest::newRow("no rest") << QByteArray("GET") << u"/job/x/files"_s << u"404"_s;
    QTest::newRow("method's case counts") << QByteArray("get") << u"/"_s << u"405 GET"_s;
}

void TestRouteTable::finds()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    const RouteTable routes = someRoutes();
    const auto result = routes.find(method, path);
    QString found = u"404"_s;
    if (const auto *match = std::get_if<RouteTable::Match>(&result))
        found = match->route->pattern;
    else if (const auto *wrong = std::get_if<RouteTable::WrongMethod>(&result))
        found = u"405 "_s + QString::fromLatin1(wrong->allowed);
    QTEST(found, "found");
}

void TestRouteTable::givesTheParameters()
{
    const RouteTable routes = someRoutes();
    const auto result = routes.find("GET", u"/logs/7/stderr"_s);
    const auto *match = std::get_if<RouteTable::Match>(&result);
    QVERIFY(match);
    QCOMPARE(match->parameters, (QHash<QString, QString>{{u"id"_s, u"7"_s}, {u"stream"_s, u"stderr"_s}}));

    const auto files = routes.find("GET", u"/job/a%20b/files/x/%2e%2e/y%2Fz"_s);
    const auto *file = std::get_if<RouteTable::Match>(&files);
    QVERIFY(file);
    QCOMPARE(file->parameters, (QHash<QString, QString>{{u"id"_s, u"a b"_s}, {u"path"_s, u"x/%2e%2e/y%2Fz"_s}}));
}

QTEST_GUILESS_MAIN(TestRouteTable)
#include "tst_routetable.moc"
