#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include "codeview.h"
#include "dashboardfixture.h"
#include "filemodel.h"
#include "filepreview.h"
#include "noticebar.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

// Generous: other tests may have the processors.
constexpr int patience = 60'000;

} // namespace

/// Workspace and result of real jobs in the Files tab, some of them hostile.
class TestFilesTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileWorkspaceIsShownHarmlessly();
    void foldersAreSavedWithoutLinks();
    void resultIsBrowsedWithoutUnpacking();

private:
    /// Selects a file of the Files tab; false when it does not come.
    static bool selectFile(DashboardFixture &fixture, const QByteArray &path);
    /// What the preview says once it has been read.
    static QString previewOf(DashboardFixture &fixture, const QByteArray &path);
};

bool TestFilesTab::selectFile(DashboardFixture &fixture, const QByteArray &path)
{
    auto *view = fixture.find<QTreeView>("files");
    auto *model = qobject_cast<FileModel *>(view->model());
    for (qsizetype slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        const QByteArray folder = path.first(slash);
        if (!QTest::qWaitFor([&] { return model->find(folder).isValid(); }, patience))
            return false;
        view->expand(model->find(folder));
    }
    if (!QTest::qWaitFor([&] { return model->find(path).isValid(); }, patience))
        return false;
    view->setCurrentIndex(model->find(path));
    return true;
}

QString TestFilesTab::previewOf(DashboardFixture &fixture, const QByteArray &path)
{
    auto *preview = fixture.find<FilePreview>("preview");
    preview->showMessage({});
    fixture.find<QTreeView>("files")->setCurrentIndex({});
    QSignalSpy shown(preview, &FilePreview::shown);
    if (!selectFile(fixture, path) || (shown.isEmpty() && !shown.wait(patience)))
        return QStringLiteral("not there");
    if (const auto *label = qobject_cast<QLabel *>(preview->currentWidget()))
        return label->text();
    if (const auto *text = preview->currentWidget()->findChild<CodeView *>())
        return text->toPlainText();
    return preview->currentWidget()->accessibleName();
}

void TestFilesTab::hostileWorkspaceIsShownHarmlessly()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.showTab(QStringLiteral("files"));
    fixture.schedule(runbook(QStringLiteral(
        "```python\nimport os, time, zlib, struct\n"
        "os.symlink('/etc/passwd', 'passwd')\nos.mkfifo('fifo')\n"
        "open('bad\\x1b[2Jname\\n', 'w').write('x')\n"
        "open('control.txt', 'wb').write(b'one\\x1b[2Jtwo\\x07 \\xe2\\x80\\xae evil \\xff\\n')\n"
        "open('huge.txt', 'w').write('line\\n' * 4000000)\nopen('zeros', 'wb').write(bytes(100000))\n"
        "open('evil.svg', 'w').write('<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>')\n"
        "chunk = lambda t, d: struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))\n"
        "png = lambda w, h, d: b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, 8, 0, 0, 0, "
        "0)) + "
        "chunk(b'IDAT', zlib.compress(d)) + chunk(b'IEND', b'')\n"
        "open('small.png', 'wb').write(png(3, 2, b'\\0\\x10\\x80\\xff' * 2))\n"
        "open('bomb.png', 'wb').write(png(60000, 60000, bytes(1000)))\n"
        "open('made', 'w')\nprint('ready', flush=True)\ntime.sleep(600)\n```\n")));
    QVERIFY(fixture.awaitFirstStatus(QStringLiteral("Running")));
    auto *view = fixture.find<QTreeView>("files");
    auto *model = qobject_cast<FileModel *>(view->model());
    auto *refresh = fixture.find<QAction>("refreshFiles");
    QVERIFY(QTest::qWaitFor(
        [&] {
            refresh->trigger();
            return model->find("made").isValid();
        },
        patience));

    const QString link = previewOf(fixture, "passwd");
    QVERIFY2(link.contains(QStringLiteral("/etc/passwd")) && !link.contains(QStringLiteral("root:")), qPrintable(link));
    QVERIFY(model->find("passwd").data().toString().contains(QStringLiteral("→ /etc/passwd")));
    QVERIFY(previewOf(fixture, "fifo").contains(QStringLiteral("pipe")));
    QCOMPARE(previewOf(fixture, "bad\x1b[2Jname\n"), QStringLiteral("x"));
    QCOMPARE(model->find("bad\x1b[2Jname\n").data().toString(), QStringLiteral("bad␛[2Jname"));
    QCOMPARE(previewOf(fixture, "control.txt"), QStringLiteral("one␛[2Jtwo␇ \uFFFD evil \uFFFD\n"));
    const QString huge = previewOf(fixture, "huge.txt");
    QVERIFY(huge.startsWith(QStringLiteral("line\n")) && huge.size() < 1'000'000);
    QVERIFY(fixture.find<QLabel>("previewCut")->isVisible());
    QVERIFY(previewOf(fixture, "zeros").contains(QStringLiteral("no text")));
    QVERIFY(previewOf(fixture, "evil.svg").contains(QStringLiteral("<script>")));
    QVERIFY(previewOf(fixture, "small.png").contains(QStringLiteral("3 by 2")));
    QVERIFY(previewOf(fixture, "bomb.png").contains(QStringLiteral("too large")));
    fixture.find<QAction>("cancelJob")->trigger();
    QVERIFY(fixture.awaitFirstStatus(QStringLiteral("Cancelled")));
}

void TestFilesTab::foldersAreSavedWithoutLinks()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.showTab(QStringLiteral("files"));
    fixture.schedule(runbook(QStringLiteral(
        "$ mkdir -p out/deep; echo one > out/a; echo two > out/deep/b; ln -s /etc/passwd out/link; mkfifo out/pipe; "
        "sleep 600")));
    QVERIFY(fixture.awaitFirstStatus(QStringLiteral("Running")));
    auto *model = qobject_cast<FileModel *>(fixture.find<QTreeView>("files")->model());
    QVERIFY(QTest::qWaitFor(
        [&] {
            fixture.find<QAction>("refreshFiles")->trigger();
            return model->find("out").isValid();
        },
        patience));
    QTest::qWait(300); // all of it is there a moment later
    QVERIFY(selectFile(fixture, "out"));
    const QTemporaryDir place;
    fixture.find<QAction>("saveFile")->trigger();
    auto *dialog = fixture.find<QFileDialog>("saveDialog");
    QVERIFY(dialog != nullptr);
    dialog->setDirectory(place.path());
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(place.filePath(QStringLiteral("saved")));
    QMetaObject::invokeMethod(dialog, "accept");
    auto *notice = fixture.find<NoticeBar>("filesNotice");
    QVERIFY2(QTest::qWaitFor([notice] { return notice->text().contains(QStringLiteral("saved to")); }, patience),
             qPrintable(notice->text()));
    QVERIFY2(notice->text().contains(QStringLiteral("2 link")), qPrintable(notice->text()));
    QFile copied(place.filePath(QStringLiteral("saved/deep/b")));
    QVERIFY(copied.open(QIODevice::ReadOnly));
    QCOMPARE(copied.readAll(), "two\n");
    QVERIFY(!QFileInfo(place.filePath(QStringLiteral("saved/link"))).isSymLink());
    fixture.find<QAction>("cancelJob")->trigger();
    QVERIFY(fixture.awaitFirstStatus(QStringLiteral("Cancelled")));
}

void TestFilesTab::resultIsBrowsedWithoutUnpacking()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.showTab(QStringLiteral("files"));
    const JobId id = fixture.schedule(runbook(QStringLiteral("$ mkdir sub; echo packed > sub/a.txt; echo top > b.md")));
    QVERIFY(fixture.awaitFirstStatus(QStringLiteral("Complete")));
    QVERIFY(QDir(fixture.jobDir(id) + QStringLiteral("/workspace")).removeRecursively());
    QCOMPARE(previewOf(fixture, "workspace/sub/a.txt"), QStringLiteral("packed\n"));
    QVERIFY(previewOf(fixture, "manifest.json").contains(QStringLiteral("workspace/sub/a.txt")));
    QVERIFY(fixture.find<QAction>("openZip")->isEnabled());
    QVERIFY(fixture.find<QLabel>("filesPlace")->text().startsWith(QStringLiteral("Result")));
    QVERIFY(selectFile(fixture, "workspace/sub/a.txt"));
    const QTemporaryDir place;
    QVERIFY(QMetaObject::invokeMethod(fixture.find<QAction>("saveFile"), "trigger"));
    auto *dialog = fixture.find<QFileDialog>("saveDialog");
    QVERIFY(dialog != nullptr);
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(place.filePath(QStringLiteral("a.txt")));
    QMetaObject::invokeMethod(dialog, "accept");
    QVERIFY(
        QTest::qWaitFor([&place] { return QFileInfo(place.filePath(QStringLiteral("a.txt"))).size() == 7; }, patience));
}

QTEST_MAIN(TestFilesTab)
#include "tst_filestab.moc"
