#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QTest>

#include "joblistfixture.h"
#include "noticebar.h"

using namespace ca;
using namespace ca::dashboard;

/// Results that are saved from the list, over the real window and real sandboxes.
class ResultSavingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_jobs = std::make_unique<JobListFixture>(); }
    void cleanup() { m_jobs.reset(); }
    void aZipIsSaved();
    void manyZipsAreSavedToAFolder();
    void savingToNowhereIsSaid();

private:
    /// Answers the dialog that asks where to save.
    void chooseFile(const QString &path);

    QTemporaryDir m_folder;
    std::unique_ptr<JobListFixture> m_jobs;
};

void ResultSavingTest::chooseFile(const QString &path)
{
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_jobs->window().findChild<QFileDialog *>()) != nullptr);
    QTRY_VERIFY(dialog->isVisible());
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(path);
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_VERIFY(m_jobs->window().findChild<QFileDialog *>() == nullptr);
}

void ResultSavingTest::aZipIsSaved()
{
    const JobId id = m_jobs->run(QStringLiteral("$ echo kept > file.txt"));
    QVERIFY(m_jobs->table()->select(id));
    const QString target = m_folder.filePath(QStringLiteral("mine.zip"));
    QTest::keyClick(m_jobs->table(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    chooseFile(target);
    auto *notice = m_jobs->find<NoticeBar>("bottomNotice");
    QTRY_VERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(target), qPrintable(notice->text()));
    QFile copy(target);
    QFile original(m_jobs->dataDir() + QStringLiteral("/jobs/") + id.toString(QUuid::WithoutBraces) +
                   QStringLiteral("/output.zip"));
    QVERIFY(copy.open(QIODevice::ReadOnly) && original.open(QIODevice::ReadOnly));
    QVERIFY(copy.size() > 0);
    QCOMPARE(copy.readAll(), original.readAll());
    QVERIFY(!m_jobs->find<QWidget>("savingBar")->isVisible());
}

void ResultSavingTest::manyZipsAreSavedToAFolder()
{
    const QList<JobId> ids{m_jobs->run(QStringLiteral("$ echo same > file")),
                           m_jobs->run(QStringLiteral("$ echo same > file"))};
    QVERIFY(m_jobs->table()->select(ids));
    QVERIFY(m_jobs->action("saveZip")->text().startsWith(QStringLiteral("Save 2 ZIP")));
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("zips")));
    m_jobs->action("saveZip")->trigger();
    chooseFile(m_folder.filePath(QStringLiteral("zips")));
    QTRY_VERIFY(m_jobs->find<NoticeBar>("bottomNotice")->isVisible());
    const QStringList names = QDir(m_folder.filePath(QStringLiteral("zips"))).entryList(QDir::Files);
    QCOMPARE(names.size(), 2);
    for (const JobId &id : ids) {
        const QString end = QStringLiteral("-%1.zip").arg(id.toString(QUuid::WithoutBraces).left(8));
        QVERIFY(names.contains(QStringLiteral("echo-same-file") + end));
    }
}

void ResultSavingTest::savingToNowhereIsSaid()
{
    const JobId id = m_jobs->run(QStringLiteral("$ echo kept > file.txt"));
    QVERIFY(m_jobs->table()->select(id));
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("sealed")));
    const QString folder = m_folder.filePath(QStringLiteral("sealed"));
    m_jobs->action("saveZip")->trigger();
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_jobs->window().findChild<QFileDialog *>()) != nullptr);
    Q_EMIT dialog->fileSelected(folder); // a folder has this name
    dialog->reject();
    auto *notice = m_jobs->find<NoticeBar>("bottomNotice");
    QTRY_VERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(folder), qPrintable(notice->text()));
    QVERIFY(QDir(folder).isEmpty());
}

QTEST_MAIN(ResultSavingTest)
#include "tst_resultsaving.moc"
