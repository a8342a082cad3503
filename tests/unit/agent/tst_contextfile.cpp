#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "contextfile.h"
#include "shorten.h"
#include "workspace.h"

using namespace ca::agent;
using namespace Qt::StringLiterals;

/// The conversation's file, and how texts are made fit for it.
class TestContextFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileHasEveryEntry();
    void fileIsNeverOpenedThroughALink_data();
    void fileIsNeverOpenedThroughALink();
    void textIsMadePlain_data();
    void textIsMadePlain();
    void headAndTailAreKept_data();
    void headAndTailAreKept();
};

void TestContextFile::fileHasEveryEntry()
{
    const QTemporaryDir dir;
    const auto workspace = Workspace::open(dir.path().toStdString());
    QVERIFY(workspace.has_value());
    ContextFile file(*workspace);
    QVERIFY(file.append({.kind = EntryKind::System, .text = "rules"}));
    QVERIFY(file.append({.kind = EntryKind::Plan, .text = "plan"}));
    QVERIFY(file.append({.kind = EntryKind::Output, .text = "exit code 0\n", .step = 7}));
    QVERIFY(file.appendPruned(2, 100, 50));
    QFile read(dir.filePath(u"context.txt"_s));
    QVERIFY(read.open(QIODevice::ReadOnly));
    QCOMPARE(read.readAll(), QByteArray("=== entry 1 | role system | step - | 5 bytes | 2 tokens ===\nrules\n\n"
                                        "=== entry 2 | role assistant | step - | 4 bytes | 1 tokens ===\nplan\n\n"
                                        "=== entry 3 | role user | step 7 | 12 bytes | 3 tokens ===\nexit code 0\n\n\n"
                                        "=== pruned | 2 entries | from 100 to 50 tokens ===\n\n"));
}

void TestContextFile::fileIsNeverOpenedThroughALink_data()
{
    QTest::addColumn<QByteArray>("trap");
    for (const auto *trap : {"link", "folder", "gone"})
        QTest::newRow(trap) << QByteArray(trap);
}

void TestContextFile::fileIsNeverOpenedThroughALink()
{
    QFETCH(QByteArray, trap);
    const QTemporaryDir dir;
    QFile victim(dir.filePath(u"victim"_s));
    QVERIFY(victim.open(QIODevice::ReadWrite) && victim.write("precious") == 8 && victim.flush());
    QVERIFY(QDir(dir.path()).mkdir(u"workspace"_s));
    const auto workspace = Workspace::open(dir.filePath(u"workspace"_s).toStdString());
    ContextFile file(*workspace);
    QVERIFY(file.append({.text = "first"}));
    const auto path = dir.filePath(u"workspace/context.txt"_s);
    QVERIFY(QFile::remove(path));
    if (trap == "link")
        QVERIFY(QFile::link(victim.fileName(), path));
    else if (trap == "folder")
        QVERIFY(QDir().mkdir(path));
    QVERIFY(file.append({.text = "second"}));
    QFile read(path);
    QVERIFY(!QFileInfo(path).isSymLink() && read.open(QIODevice::ReadOnly));
    QVERIFY(read.readAll().contains("second"));
    QVERIFY(victim.seek(0));
    QCOMPARE(victim.readAll(), QByteArray("precious"));
}

void TestContextFile::textIsMadePlain_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("plain");
    const auto row = [](const char *name, const char *text, const char *plain) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(plain);
    };
    row("plain", "a\tb\nü€😀", "a\tb\nü€😀");
    row("colours", "\x1b[1;31mred\x1b[0m", "red");
    row("title", "\x1b]0;title\x07text\x1b]8;;x\x1b\\y", "texty");
    row("unfinished sequence", "\x1b[", "[");
    row("progress bar", "1%\r2%\r\nend", "1%\n2%\nend");
    row("control characters",
        "a\x01\x08\x7f"
        "b",
        "ab");
    row("no UTF-8", "a\xff\xc3(\xe2\x82",
        "a?"
        "?(?"
        "?");
    row("overlong", "\xc0\xaf\xe0\x80\x80",
        "?"
        "?"
        "?"
        "?"
        "?");
    row("surrogate", "\xed\xa0\x80",
        "?"
        "?"
        "?");
}

void TestContextFile::textIsMadePlain()
{
    QFETCH(QByteArray, text);
    QTEST(QByteArray::fromStdString(plainText(text.toStdString())), "plain");
}

void TestContextFile::headAndTailAreKept_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cut");
    QTest::newRow("short") << QByteArray(80, 'x') << QByteArray(80, 'x');
    QTest::newRow("long") << QByteArray(10, 'a') + QByteArray(500, 'b') + QByteArray(10, 'c')
                          << QByteArray("aaaaaaaaaa\n[... 500 bytes left out ...]\ncccccccccc");
    QTest::newRow("characters stay whole") << QByteArray("€€€€") + QByteArray(500, 'b') + QByteArray("€€€€")
                                           << QByteArray("€€€\n[... 506 bytes left out ...]\n€€€");
}

void TestContextFile::headAndTailAreKept()
{
    QFETCH(QByteArray, text);
    QTEST(QByteArray::fromStdString(headAndTail(text.toStdString(), 10, 10)), "cut");
}

QTEST_APPLESS_MAIN(TestContextFile)
#include "tst_contextfile.moc"
