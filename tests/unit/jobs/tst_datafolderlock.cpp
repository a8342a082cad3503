#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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
    void anotherUsersProcessIsNamed();
    void anotherUserIsNamedWhereTheProcessCannotBe();
};

namespace {
constexpr uid_t anotherUser = 60'700;
}

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

void TestDataFolderLock::anotherUsersProcessIsNamed()
{
    if (::geteuid() != 0)
        QSKIP("only root can act as another user");
    const QTemporaryDir dir;
    QCOMPARE(::chown(QFile::encodeName(dir.path()).constData(), anotherUser, anotherUser), 0);
    int locked[2];
    QCOMPARE(::pipe(locked), 0);
    const pid_t holder = ::fork();
    if (holder == 0) {
        const bool isOther = ::setuid(anotherUser) == 0;
        const auto theirs = DataFolderLock::take(dir.path(), u"their-program"_s);
        [[maybe_unused]] const auto told = ::write(locked[1], isOther && theirs ? "y" : "n", 1);
        ::pause();
        ::_exit(0);
    }
    char answer = 0;
    QCOMPARE(::read(locked[0], &answer, 1), ssize_t{1});
    const auto ours = DataFolderLock::take(dir.path(), u"our-program"_s);
    ::kill(holder, SIGKILL);
    ::waitpid(holder, nullptr, 0);
    QCOMPARE(answer, 'y');
    QVERIFY(!ours.has_value());
    QCOMPARE(ours.error().code, ErrorCode::Conflict);
    QVERIFY2(ours.error().message.contains(u"their-program (process %1)"_s.arg(holder)),
             qPrintable(ours.error().message));
}

void TestDataFolderLock::anotherUserIsNamedWhereTheProcessCannotBe()
{
    if (::geteuid() != 0)
        QSKIP("only root can act as another user");
    const QTemporaryDir dir;
    QCOMPARE(::chmod(QFile::encodeName(dir.path()).constData(), 0777), 0);
    const auto ours = DataFolderLock::take(dir.path(), u"our-program"_s);
    QVERIFY(ours.has_value());
    QCOMPARE(::seteuid(anotherUser), 0);
    const auto theirs = DataFolderLock::take(dir.path(), u"their-program"_s);
    QCOMPARE(::seteuid(0), 0);
    QVERIFY(!theirs.has_value());
    QCOMPARE(theirs.error().code, ErrorCode::Conflict);
    QVERIFY2(theirs.error().message.contains(u"root"_s), qPrintable(theirs.error().message));
}

QTEST_GUILESS_MAIN(TestDataFolderLock)
#include "tst_datafolderlock.moc"
