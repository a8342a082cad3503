#include <QDir>
#include <QJsonArray>
#include <QTest>
#include <memory>

#include "cactlfixture.h"
#include "cactlprocess.h"

using namespace ca::test;
using namespace Qt::StringLiterals;
using Outcome = CactlProcess::Outcome;

namespace {
const QByteArray key("sk-test-0123456789/abcdef+WXYZ");
}

/// What cactl gives to the server beside the task: files, folders, a repository's address, keys.
class TestCactlInputs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void fileIsGivenToTheJob();
    void folderComesWhole();
    void bigFileComesInParts();
    void missingFileIsToldBeforeAnythingIsSent();
    void repositoryIsPassedOn();
    void keyComesFromStandardInput();
    void keyIsTypedUnseen();
    void interruptedTypingChangesNothing();
    void keysCommandIsUsedWrong_data();
    void keysCommandIsUsedWrong();

private:
    std::unique_ptr<CactlFixture> m_server;
};

void TestCactlInputs::initTestCase()
{
    m_server = std::make_unique<CactlFixture>();
    QVERIFY2(m_server->isReady(), qPrintable(m_server->problem()));
}

void TestCactlInputs::cleanupTestCase()
{
    QVERIFY(m_server->stop());
}

void TestCactlInputs::fileIsGivenToTheJob()
{
    QVERIFY(writeTo(m_server->path(u"data.csv"_s), "1;2\n"));
    QVERIFY(writeTo(m_server->path(u"empty"_s), ""));
    const Outcome outcome = m_server->cactl(
        {u"run"_s, u"$ cat data.csv; wc -c < empty"_s, u"--input"_s, u"data.csv"_s, u"--input"_s, u"empty"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(outcome.out, "1;2\n0\n"_ba);
}

void TestCactlInputs::folderComesWhole()
{
    QDir folder(m_server->path(u"."_s));
    QVERIFY(folder.mkpath(u"project/src/ä b"_s) && folder.mkpath(u"project/none"_s));
    QVERIFY(writeTo(folder.filePath(u"project/src/ä b/f.txt"_s), "deep"));
    QVERIFY(writeTo(folder.filePath(u"project/run.sh"_s), "#!/bin/sh\necho ran\n"));
    QVERIFY(QFile::setPermissions(folder.filePath(u"project/run.sh"_s), QFile::Permissions(0x7755)));
    QVERIFY(QFile::link(u"src/ä b/f.txt"_s, folder.filePath(u"project/link"_s)));
    QVERIFY(QFile::link(u"/etc/passwd"_s, folder.filePath(u"project/out"_s)));
    const Outcome outcome =
        m_server->cactl({u"run"_s, u"$ cat link; ./run.sh; ls"_s, u"--input"_s, u"project"_s, u"-o"_s, u"results"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QVERIFY2(outcome.out.startsWith("deepran\n"), outcome.out.constData());
    QVERIFY(outcome.out.contains("none\n") && !outcome.out.contains("out\n"));
    QVERIFY2(outcome.err.contains("not sent: out"), outcome.err.constData());
    // Beside another input it has a folder of its own.
    QVERIFY(writeTo(m_server->path(u"more"_s), "x"));
    const Outcome both = m_server->cactl({u"run"_s, u"$ cat project/link more"_s, u"--input"_s, u"project/."_s,
                                          u"--input"_s, u"more"_s, u"-o"_s, u"results"_s});
    QCOMPARE(both.out, "deepx"_ba);
}

void TestCactlInputs::bigFileComesInParts()
{
    QByteArray content;
    for (int i = 0; content.size() < 20'000'000; ++i)
        content += QByteArray::number(i) + '\n';
    QVERIFY(writeTo(m_server->path(u"big"_s), content));
    const Outcome outcome =
        m_server->cactl({u"run"_s, u"$ cksum big"_s, u"--input"_s, u"big"_s, u"-o"_s, u"results"_s});
    QProcess cksum;
    cksum.setWorkingDirectory(m_server->path(u"."_s));
    cksum.start(u"cksum"_s, {u"big"_s});
    QVERIFY(cksum.waitForFinished());
    QCOMPARE(outcome.out, cksum.readAllStandardOutput());
}

void TestCactlInputs::missingFileIsToldBeforeAnythingIsSent()
{
    QVERIFY(writeTo(m_server->path(u"there"_s), "x"));
    for (const QString &command : {u"run"_s, u"schedule"_s}) {
        const Outcome outcome =
            m_server->cactl({command, u"$ true"_s, u"--input"_s, u"there"_s, u"--input"_s, u"not-there"_s});
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.err.contains("not-there"), outcome.err.constData());
    }
    QVERIFY(QDir(m_server->dataDir() + u"/uploads"_s).isEmpty());
}

void TestCactlInputs::repositoryIsPassedOn()
{
    const Outcome refused =
        m_server->cactl({u"schedule"_s, u"$ true"_s, u"--git"_s, u"https://me:secret@127.0.0.1:1/a.git"_s});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(!refused.err.contains("secret"));
    const Outcome outcome = m_server->cactl({u"schedule"_s, u"$ true"_s, u"--git"_s, u"https://127.0.0.1:1/a.git"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    const QJsonObject job = m_server->http().get(u"/job/"_s + QString::fromLatin1(outcome.out.trimmed())).json();
    QCOMPARE(job[u"git"].toString(), u"https://127.0.0.1:1/a.git"_s);
}

void TestCactlInputs::keyComesFromStandardInput()
{
    const Outcome set = m_server->cactl({u"keys"_s, u"set"_s, u"gemini"_s}, key + "\nignored\n");
    QVERIFY2(set.exitCode == 0, set.err.constData());
    QVERIFY(set.err.contains("WXYZ") && !set.err.contains("abcdef"));
    const Outcome list = m_server->cactl({u"keys"_s, u"list"_s});
    QCOMPARE(list.exitCode, 0);
    QVERIFY2(list.out.contains("gemini") && list.out.contains("WXYZ"), list.out.constData());
    QVERIFY(!list.out.contains("abcdef"));
    const Outcome json = m_server->cactl({u"keys"_s, u"--json"_s});
    QCOMPARE(objectOf(json.out)[u"keys"][0][u"last_four"].toString(), u"WXYZ"_s);
    QCOMPARE(m_server->cactl({u"keys"_s, u"rm"_s, u"gemini"_s}).exitCode, 0);
    QVERIFY(!m_server->cactl({u"keys"_s}).out.contains("gemini"));
    QCOMPARE(m_server->cactl({u"keys"_s, u"rm"_s, u"gemini"_s}).exitCode, 1);
    QCOMPARE(m_server->cactl({u"keys"_s, u"set"_s, u"gemini"_s}, "\n").exitCode, 2);
}

void TestCactlInputs::keyIsTypedUnseen()
{
    CactlProcess cactl(m_server->url(), m_server->path(u"."_s));
    cactl.startAtTerminal({u"keys"_s, u"set"_s, u"gemini"_s});
    QVERIFY2(cactl.awaitOutput("Key of gemini"), cactl.output().constData());
    cactl.type("oops\x15" + key + "x\x7f\r");
    const Outcome outcome = cactl.finish();
    QVERIFY2(outcome.exitCode == 0, outcome.out.constData());
    QVERIFY2(outcome.out.contains("WXYZ"), outcome.out.constData());
    QVERIFY2(!outcome.out.contains("abcdef") && !outcome.out.contains("oops"), outcome.out.constData());
    QCOMPARE(m_server->cactl({u"keys"_s, u"rm"_s, u"gemini"_s}).exitCode, 0);
}

void TestCactlInputs::interruptedTypingChangesNothing()
{
    CactlProcess cactl(m_server->url(), m_server->path(u"."_s));
    cactl.startAtTerminal({u"keys"_s, u"set"_s, u"gemini"_s});
    QVERIFY(cactl.awaitOutput("Key of gemini"));
    cactl.type("half\x03");
    QCOMPARE(cactl.finish().exitCode, 130);
    QVERIFY(m_server->http().get(u"/keys"_s).json()[u"keys"].toArray().isEmpty());
}

void TestCactlInputs::keysCommandIsUsedWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no provider") << QStringList{u"set"_s};
    QTest::newRow("the key as an argument") << QStringList{u"set"_s, u"gemini"_s, QString::fromLatin1(key)};
    QTest::newRow("unknown action") << QStringList{u"show"_s, u"gemini"_s};
    QTest::newRow("list of one") << QStringList{u"list"_s, u"gemini"_s};
}

void TestCactlInputs::keysCommandIsUsedWrong()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = m_server->cactl(QStringList{u"keys"_s} + arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.err.contains("keys"));
}

QTEST_GUILESS_MAIN(TestCactlInputs)
#include "tst_cactlinputs.moc"
