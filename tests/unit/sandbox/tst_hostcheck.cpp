#include <QTest>

#include "hostcheck.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestHostCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void explainsCauseAndFix_data();
    void explainsCauseAndFix();
};

void TestHostCheck::explainsCauseAndFix_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<HostObstacles>("obstacles");
    QTest::addColumn<QString>("expected");
    const auto refused = "bwrap: Creating new namespace failed: Operation not permitted\n"_ba;
    const auto mapRefused = "bwrap: setting up uid map: Permission denied\n"_ba;
    QTest::newRow("AppArmor") << mapRefused << HostObstacles{.appArmorRestricts = true}
                              << u"apparmor_restrict_unprivileged_userns"_s;
    QTest::newRow("Debian's switch") << refused << HostObstacles{.cloneForbidden = true}
                                     << u"sysctl kernel.unprivileged_userns_clone=1"_s;
    QTest::newRow("none allowed") << refused << HostObstacles{.noUserNamespaces = true}
                                  << u"user.max_user_namespaces=15000"_s;
    QTest::newRow("container") << refused << HostObstacles{} << u"Docker"_s;
    QTest::newRow("masked proc") << "bwrap: Can't mount proc on /newroot/proc: Operation not permitted"_ba
                                 << HostObstacles{} << u"systempaths=unconfined"_s;
    QTest::newRow("too old") << "bwrap: Unknown option --disable-userns"_ba << HostObstacles{} << u"too old"_s;
    QTest::newRow("capabilities") << "bwrap: Unexpected capabilities but not setuid, old file caps config?"_ba
                                  << HostObstacles{} << u"--cap-add"_s;
    QTest::newRow("unheard of") << "bwrap: the moon is full"_ba << HostObstacles{} << u"the moon is full"_s;
    QTest::newRow("silent") << QByteArray() << HostObstacles{} << u"by hand"_s;
}

void TestHostCheck::explainsCauseAndFix()
{
    QFETCH(QByteArray, said);
    QFETCH(HostObstacles, obstacles);
    QFETCH(QString, expected);
    const auto sentence = explainSandboxFailure(said, obstacles);
    QVERIFY2(sentence.contains(expected), qPrintable(sentence));
}

QTEST_GUILESS_MAIN(TestHostCheck)
#include "tst_hostcheck.moc"
