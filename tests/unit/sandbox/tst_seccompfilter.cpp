#include <QTest>
#include <cerrno>
#include <fcntl.h>
#include <functional>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "seccompfilter.h"

using namespace ca;
using namespace Qt::StringLiterals;

using Attempt = long (*)();

/// Loads the filter into children of the test and makes one call in each.
class TestSeccompFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void refusesHiddenMemoryOnlyWhenAsked();
    void refusesAffinityOnlyWhenAsked();
    void allowsOrdinaryCalls_data();
    void allowsOrdinaryCalls();
    void foreignCallNumbersNeverWork();
};

Q_DECLARE_METATYPE(Attempt)

namespace {

constexpr int killed = -1;
constexpr int worked = 0;

bool load(const QByteArray &program)
{
    const sock_fprog filter{
        .len = static_cast<unsigned short>(static_cast<std::size_t>(program.size()) / sizeof(sock_filter)),
        .filter = reinterpret_cast<sock_filter *>(const_cast<char *>(program.constData()))};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

/// The call's errno under the filter, `worked`, or `killed`.
int outcome(const SeccompOptions &options, Attempt attempt)
{
    const auto program = compileSeccompFilter(options);
    if (!program)
        return ENOEXEC;
    const auto child = ::fork();
    if (child == 0) {
        ::close(2);
        if (!load(*program))
            ::_exit(ENOEXEC);
        ::_exit(attempt() < 0 ? errno : worked);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : killed;
}

} // namespace

void TestSeccompFilter::refuses_data()
{
    QTest::addColumn<Attempt>("attempt");
    QTest::addColumn<int>("error");
    const auto row = [](const char *name, Attempt attempt, int error) { QTest::newRow(name) << attempt << error; };
    row("mount", [] { return ::syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, nullptr); }, EPERM);
    row("fsopen", [] { return ::syscall(SYS_fsopen, "tmpfs", 0); }, EPERM);
    row("chroot", [] { return ::syscall(SYS_chroot, "/"); }, EPERM);
    row("ptrace", [] { return ::syscall(SYS_ptrace, 0, 0, 0, 0); }, EPERM);
    row("process_vm_readv", [] { return ::syscall(SYS_process_vm_readv, 1, nullptr, 0, nullptr, 0, 0); }, EPERM);
    row("pidfd_getfd", [] { return ::syscall(SYS_pidfd_getfd, -1, 0, 0); }, EPERM);
    row("keyctl", [] { return ::syscall(SYS_keyctl, 0, -3, 0); }, EPERM);
    row("add_key", [] { return ::syscall(SYS_add_key, "user", "k", "v", 1, -3); }, EPERM);
    row("bpf", [] { return ::syscall(SYS_bpf, 0, nullptr, 0); }, EPERM);
    row("perf_event_open", [] { return ::syscall(SYS_perf_event_open, nullptr, 0, -1, -1, 0); }, EPERM);
    row("userfaultfd", [] { return ::syscall(SYS_userfaultfd, 0); }, EPERM);
    row("io_uring_setup", [] { return ::syscall(SYS_io_uring_setup, 1, nullptr); }, ENOSYS);
    row("clone3", [] { return ::syscall(SYS_clone3, nullptr, 0); }, ENOSYS);
    row("memfd_secret", [] { return ::syscall(SYS_memfd_secret, 0); }, ENOSYS);
    row("unshare user", [] { return ::syscall(SYS_unshare, CLONE_NEWUSER); }, EPERM);
    row("unshare time", [] { return ::syscall(SYS_unshare, 0x80); }, EPERM);
    row("unshare, garbage above", [] { return ::syscall(SYS_unshare, 0x7'0000'0000L | CLONE_NEWUSER); }, EPERM);
    row("clone user", [] { return ::syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0); }, EPERM);
    row("setns", [] { return ::syscall(SYS_setns, 0, 0); }, EPERM);
    row("open_by_handle_at", [] { return ::syscall(SYS_open_by_handle_at, -1, nullptr, 0); }, EPERM);
    row("settime", [] { return ::syscall(SYS_clock_settime, 0, nullptr); }, EPERM);
    row("TIOCSTI", [] { return ::syscall(SYS_ioctl, 0, TIOCSTI, "x"); }, EPERM);
    row("TIOCSTI, garbage above", [] { return ::syscall(SYS_ioctl, 0, 0x1'0000'0000L | TIOCSTI, "x"); }, EPERM);
    row("TIOCLINUX", [] { return ::syscall(SYS_ioctl, 0, 0x541C, "x"); }, EPERM);
    row("vsock", [] { return ::syscall(SYS_socket, 40, SOCK_STREAM, 0); }, EAFNOSUPPORT);
    row("alg", [] { return ::syscall(SYS_socket, 38, SOCK_SEQPACKET, 0); }, EAFNOSUPPORT);
    row("packet", [] { return ::syscall(SYS_socket, AF_PACKET, SOCK_DGRAM, 0); }, EAFNOSUPPORT);
    row("ax25", [] { return ::syscall(SYS_socket, 3, SOCK_DGRAM, 0); }, EAFNOSUPPORT);
    row("family, garbage above", [] { return ::syscall(SYS_socket, 0x1'0000'0028L, SOCK_STREAM, 0); }, EAFNOSUPPORT);
    row("audit netlink", [] { return ::syscall(SYS_socket, AF_NETLINK, SOCK_RAW, 9); }, EPROTONOSUPPORT);
    row("odd personality", [] { return ::syscall(SYS_personality, 0x0040000); }, EPERM);
    row("svr4 personality", [] { return ::syscall(SYS_personality, 1); }, EPERM);
    row("high personality", [] { return ::syscall(SYS_personality, 0x80000000U); }, EPERM);
}

void TestSeccompFilter::refuses()
{
    QFETCH(Attempt, attempt);
    QFETCH(int, error);
    QCOMPARE(outcome({}, attempt), error);
    QCOMPARE(outcome({.refuseHiddenMemory = true, .refuseAffinity = true}, attempt), error);
}

void TestSeccompFilter::refusesHiddenMemoryOnlyWhenAsked()
{
    const Attempt memfd = [] { return ::syscall(SYS_memfd_create, "x", 0); };
    const Attempt shared = [] { return ::syscall(SYS_shmget, IPC_PRIVATE, 0, 0); };
    QCOMPARE(outcome({}, memfd), worked);
    QCOMPARE(outcome({.refuseHiddenMemory = true}, memfd), ENOSYS);
    QCOMPARE(outcome({}, shared), EINVAL);
    QCOMPARE(outcome({.refuseHiddenMemory = true}, shared), ENOSYS);
}

void TestSeccompFilter::refusesAffinityOnlyWhenAsked()
{
    const Attempt affinity = [] {
        cpu_set_t cpus;
        ::sched_getaffinity(0, sizeof cpus, &cpus);
        return ::syscall(SYS_sched_setaffinity, 0, sizeof cpus, &cpus);
    };
    QCOMPARE(outcome({}, affinity), worked);
    QCOMPARE(outcome({.refuseAffinity = true}, affinity), EPERM);
}

void TestSeccompFilter::allowsOrdinaryCalls_data()
{
    QTest::addColumn<Attempt>("attempt");
    const auto row = [](const char *name, Attempt attempt) { QTest::newRow(name) << attempt; };
    row("unix socket", [] { return ::syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0); });
    row("internet socket", [] { return ::syscall(SYS_socket, AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); });
    row("internet socket, version 6", [] { return ::syscall(SYS_socket, AF_INET6, SOCK_DGRAM, 0); });
    row("route netlink", [] { return ::syscall(SYS_socket, AF_NETLINK, SOCK_RAW, 0); });
    row("fork", [] { return long{::fork()}; });
    row("thread-like clone", [] { return ::syscall(SYS_clone, CLONE_FILES | CLONE_FS | SIGCHLD, 0, 0, 0, 0); });
    row("asking the personality", [] { return ::syscall(SYS_personality, 0xffffffffU); });
    row("linux32 personality", [] { return ::syscall(SYS_personality, 8); });
    row("statx", [] {
        char buffer[256];
        return ::syscall(SYS_statx, AT_FDCWD, "/", 0, 0, buffer);
    });
    row("unshare files", [] { return ::syscall(SYS_unshare, CLONE_FILES); });
}

void TestSeccompFilter::allowsOrdinaryCalls()
{
    QFETCH(Attempt, attempt);
    QCOMPARE(outcome({.refuseHiddenMemory = true, .refuseAffinity = true}, attempt), worked);
}

void TestSeccompFilter::foreignCallNumbersNeverWork()
{
#ifdef __x86_64__
    const Attempt x32 = [] { return ::syscall(0x40000000 | SYS_getpid); };
    QCOMPARE(outcome({}, x32), killed);
    const Attempt i386 = [] {
        long result = 20; // getpid
        asm volatile("int $0x80" : "+a"(result)::"memory");
        return result;
    };
    QCOMPARE(outcome({}, i386), killed);
#else
    QSKIP("this architecture has no second set of calls that the filter names");
#endif
}

QTEST_GUILESS_MAIN(TestSeccompFilter)
#include "tst_seccompfilter.moc"
