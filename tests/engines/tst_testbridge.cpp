#include <QTest>
#include <algorithm>
#include <linux/sockios.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "testengine.h"
#include "uniquefd.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// The tests' own Docker beside another one, whose docker0 it must not touch; in a network namespace of this test's
/// own.
class TestTestBridge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void othersBridgeStays();
};

namespace {
QByteArrayList interfaces()
{
    QByteArrayList names;
    struct if_nameindex *all = ::if_nameindex();
    for (const struct if_nameindex *one = all; one != nullptr && one->if_index != 0; ++one)
        names.append(one->if_name);
    ::if_freenameindex(all);
    std::ranges::sort(names);
    return names;
}
} // namespace

void TestTestBridge::initTestCase()
{
    if (const QString why = TestEngine::obstacle(EngineKind::Docker); !why.isEmpty())
        QSKIP(qPrintable(QString(u"No docker here: "_s + why)));
    if (::unshare(CLONE_NEWNET) != 0)
        QSKIP("A network namespace cannot be made here");
    const UniqueFd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (::ioctl(socket.get(), SIOCBRADDBR, "docker0") != 0)
        QSKIP("A bridge cannot be made here");
}

void TestTestBridge::othersBridgeStays()
{
    const QByteArrayList before = interfaces();
    QVERIFY(before.contains("docker0"));
    {
        TestEngine engine(EngineKind::Docker);
        QVERIFY2(engine.start(), qPrintable(engine.log()));
        QVERIFY(interfaces().contains("docker0"));
        QCOMPARE(interfaces().size(), before.size() + 1);
        QVERIFY(engine.stop());
    }
    QCOMPARE(interfaces(), before);
}

QTEST_GUILESS_MAIN(TestTestBridge)
#include "tst_testbridge.moc"
