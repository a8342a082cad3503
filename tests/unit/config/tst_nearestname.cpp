#include <QTest>

#include "nearestname.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestNearestName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
};

void TestNearestName::finds_data()
{
    QTest::addColumn<QString>("mistyped");
    QTest::addColumn<QString>("nearest");
    QTest::newRow("a letter missing") << u"lsten"_s << u"listen"_s;
    QTest::newRow("a letter too many") << u"datta"_s << u"data"_s;
    QTest::newRow("letters swapped") << u"lisetn"_s << u"listen"_s;
    QTest::newRow("another case") << u"DATA"_s << u"data"_s;
    QTest::newRow("without the dash") << u"maxjobs"_s << u"max-jobs"_s;
    QTest::newRow("the nearer of two") << u"max-job"_s << u"max-jobs"_s;
    QTest::newRow("like none") << u"zzzzzz"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestNearestName::finds()
{
    QFETCH(QString, mistyped);
    QTEST(nearestName(mistyped, {u"data"_s, u"listen"_s, u"max-jobs"_s, u"max-queued"_s}), "nearest");
}

QTEST_GUILESS_MAIN(TestNearestName)
#include "tst_nearestname.moc"
