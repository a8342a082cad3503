#include <QTest>
#include <unistd.h>

#include "sandboxowner.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestSandboxOwner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nameTellsTheOwner();
    void foreignNamesHaveNone_data();
    void foreignNamesHaveNone();
    void livesAndDies();
};

void TestSandboxOwner::nameTellsTheOwner()
{
    const auto self = SandboxOwner::self();
    QCOMPARE(self.pid, ::getpid());
    QVERIFY(self.startTime > 0);
    QCOMPARE(SandboxOwner::fromGroupName(self.groupName(u"0a-1b.c"_s)), self);
}

void TestSandboxOwner::foreignNamesHaveNone_data()
{
    QTest::addColumn<QString>("name");
    for (const auto *name : {"", "system.slice", "1-2.x", "1-2-3", "a-2-3.x", "1-2-3-4.x"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestSandboxOwner::foreignNamesHaveNone()
{
    QFETCH(QString, name);
    QVERIFY(!SandboxOwner::fromGroupName(name));
}

void TestSandboxOwner::livesAndDies()
{
    auto owner = SandboxOwner::self();
    QVERIFY(owner.mayLive());
    ++owner.startTime; // the pid was reused
    QVERIFY(!owner.mayLive());
    ++owner.pidNamespace; // out of sight: not certainly dead
    QVERIFY(owner.mayLive());
}

QTEST_GUILESS_MAIN(TestSandboxOwner)
#include "tst_sandboxowner.moc"
