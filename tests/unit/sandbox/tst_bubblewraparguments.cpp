#include <QTest>

#include "bubblewraparguments.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestBubblewrapArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isolatesAlways_data();
    void isolatesAlways();
    void showsOldAndNewLayoutsOfTheHost();
    void bindsTheJobsFolders();
    void limitsTemporaryFileSystems();
    void generatesFilesFromDescriptors();
    void sealsTheRootLast();
    void oddPathsStayOneArgument();
    void commandPassesArgumentsOn();

private:
    static BubblewrapCall call();
    static bool hasSequence(const BubblewrapCall &call, const QByteArrayList &words);
};

BubblewrapCall TestBubblewrapArguments::call()
{
    BubblewrapCall call;
    call.sources = {.workspace = u"/j/w"_s, .home = u"/j/h"_s, .runtime = u"/j/r"_s, .agent = u"/opt/agent"_s};
    call.host.tops = {{u"/bin"_s, u"usr/bin"_s}, {u"/lib64"_s, {}}};
    call.host.etcFolders = {u"/etc/fonts"_s};
    call.host.maskedFiles = {u"/proc/kcore"_s};
    call.host.maskedFolders = {u"/proc/acpi"_s};
    call.tmpBytes = 100;
    call.sharedMemoryBytes = 50;
    call.files = {{u"/etc/passwd"_s, 12}};
    call.seccompFd = 20;
    call.infoFd = 21;
    return call;
}

bool TestBubblewrapArguments::hasSequence(const BubblewrapCall &call, const QByteArrayList &words)
{
    return bubblewrapOptions(call).contains(QByteArray('\0' + words.join('\0') + '\0'));
}

void TestBubblewrapArguments::isolatesAlways_data()
{
    QTest::addColumn<QByteArray>("option");
    for (const auto *option : {"--unshare-user", "--disable-userns", "--assert-userns-disabled", "--new-session",
                               "--as-pid-1", "--clearenv", "--cap-drop", "--seccomp"})
        QTest::newRow(option) << QByteArray(option);
}

void TestBubblewrapArguments::isolatesAlways()
{
    QFETCH(QByteArray, option);
    QVERIFY(bubblewrapOptions(call()).startsWith("--unshare-all"));
    QVERIFY(hasSequence(call(), {option}));
    QVERIFY(!bubblewrapOptions(call()).contains("--share-net"));
}

void TestBubblewrapArguments::showsOldAndNewLayoutsOfTheHost()
{
    QVERIFY(hasSequence(call(), {"--ro-bind", "/usr", "/usr"}));
    QVERIFY(hasSequence(call(), {"--symlink", "usr/bin", "/bin"}));
    QVERIFY(hasSequence(call(), {"--ro-bind", "/lib64", "/lib64"}));
    QVERIFY(hasSequence(call(), {"--ro-bind-try", "/etc/fonts", "/etc/fonts"}));
    QVERIFY(hasSequence(call(), {"--ro-bind", "/dev/null", "/proc/kcore"}));
    QVERIFY(hasSequence(call(), {"--tmpfs", "/proc/acpi", "--remount-ro", "/proc/acpi"}));
}

void TestBubblewrapArguments::bindsTheJobsFolders()
{
    QVERIFY(hasSequence(call(), {"--bind", "/j/w", "/workspace"}));
    QVERIFY(hasSequence(call(), {"--bind", "/j/h", "/home/agent"}));
    QVERIFY(hasSequence(call(), {"--ro-bind", "/j/r", "/run/agent"}));
    QVERIFY(hasSequence(call(), {"--ro-bind", "/opt/agent", "/run/agent-bin/agent"}));
}

void TestBubblewrapArguments::limitsTemporaryFileSystems()
{
    QVERIFY(hasSequence(call(), {"--size", "100", "--tmpfs", "/tmp"}));
    QVERIFY(hasSequence(call(), {"--size", "50", "--tmpfs", "/dev/shm", "--remount-ro", "/dev"}));
}

void TestBubblewrapArguments::generatesFilesFromDescriptors()
{
    QVERIFY(hasSequence(call(), {"--file", "12", "/etc/passwd"}));
    QVERIFY(hasSequence(call(), {"--seccomp", "20", "--info-fd", "21"}));
    for (const auto &[path, content] : generatedFiles())
        QVERIFY2(content.endsWith('\n'), qPrintable(path));
}

void TestBubblewrapArguments::sealsTheRootLast()
{
    const auto options = bubblewrapOptions(call());
    const auto sealed = options.indexOf(QByteArray("--remount-ro\0/\0", 15));
    QVERIFY(sealed > 0);
    for (const auto *mount : {"--bind", "--ro-bind", "--tmpfs", "--symlink", "--file", "--dir"})
        QVERIFY2(options.lastIndexOf(mount) < sealed, mount);
}

void TestBubblewrapArguments::oddPathsStayOneArgument()
{
    auto odd = call();
    odd.sources.workspace = u"/j/a b\n--share-net"_s;
    QVERIFY(hasSequence(odd, {"--bind", "/j/a b\n--share-net", "/workspace"}));
}

void TestBubblewrapArguments::commandPassesArgumentsOn()
{
    const auto command = bubblewrapCommand({u"one"_s, u"two words"_s});
    QCOMPARE(command.sliced(command.size() - 3), QStringList({u"/run/agent-bin/agent"_s, u"one"_s, u"two words"_s}));
}

QTEST_GUILESS_MAIN(TestBubblewrapArguments)
#include "tst_bubblewraparguments.moc"
