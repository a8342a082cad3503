#include <QTemporaryDir>
#include <QTest>

#include "datafolderlock.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestDataFolderLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secondOwnerIsToldWhoTheFirstIs();
    void isFreeAgainAfterwards();
    void missingFolderIsAnError();
};

void TestDataFolderLock::secondOwnerIsToldWhoTheFirstIs()
{
    const QTemporaryDir dir;
    const auto first = DataFolderLock::take(dir.path(), u"the-first"_s);
    QVERIFY(first.has_value());
    const auto second = DataFolderLock::take(dir.path(), u"the-second"_s);
    QVERIFY(!second.has_value());
    QCOMPARE(second.error().code, ErrorCode::Conflict);
    QVERIFY2(second.error().message.contains(u"the-first (process %1)"_s.arg(QCoreApplication::applicationPid())),
             qPrintable(second.error().message));
}

void TestDataFolderLock::isFreeAgainAfterwards()
{
    const QTemporaryDir dir;
    QVERIFY(DataFolderLock::take(dir.path(), u"a"_s).has_value());
    QVERIFY(DataFolderLock::take(dir.path(), u"b"_s).has_value());
}

void TestDataFolderLock::missingFolderIsAnError()
{
    const auto lock = DataFolderLock::take(u"/nonexistent/folder"_s, u"a"_s);
    QVERIFY(!lock.has_value());
    QCOMPARE(lock.error().code, ErrorCode::Io);
}

QTEST_GUILESS_MAIN(TestDataFolderLock)
#include "tst_datafolderlock.moc"
