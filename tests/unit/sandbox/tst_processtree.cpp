#include <QProcess>
#include <QTest>
#include <csignal>
#include <unistd.h>

#include "processtree.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestProcessTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsGrandchildren();
    void isEmptyWithoutProcess();
};

void TestProcessTree::findsGrandchildren()
{
    QVERIFY(processTreeAvailable());
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, u"sleep 1000 & sh -c 'sleep 1000 & echo up; wait'; wait"_s});
    QVERIFY(shell.waitForReadyRead());
    const auto root = static_cast<pid_t>(shell.processId());
    const auto tree = processTree(root);
    QCOMPARE(tree.front(), root);
    QCOMPARE(tree.size(), 4U);
    QCOMPARE(processTree(::getpid()).size(), 5U);
    for (const auto pid : tree)
        ::kill(pid, SIGKILL);
    QVERIFY(shell.waitForFinished());
}

void TestProcessTree::isEmptyWithoutProcess()
{
    QProcess process;
    process.start(u"true"_s, QStringList());
    QVERIFY(process.waitForStarted());
    const auto pid = static_cast<pid_t>(process.processId());
    QVERIFY(process.waitForFinished());
    QVERIFY(processTree(pid).empty());
}

QTEST_GUILESS_MAIN(TestProcessTree)
#include "tst_processtree.moc"
