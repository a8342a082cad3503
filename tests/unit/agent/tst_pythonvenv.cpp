#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "pythonvenv.h"

using ca::agent::PythonVenv;
using namespace Qt::StringLiterals;

/// The virtual environment that steps find, with this system's real Python.
class TestPythonVenv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pythonTakesItForOne();
    void pipIsThereFromTheFirstCallOn();
    void secondCallTakesWhatIsThere();
    void withoutPythonThereIsNone();
    void placeThatCannotBeMadeIsNone();

private:
    /// A program of the environment; its output, both streams.
    [[nodiscard]] QString run(const QString &program, const QStringList &arguments) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_folder;
};

void TestPythonVenv::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_folder = m_dir->filePath(u"venv"_s);
}

QString TestPythonVenv::run(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(m_folder + u"/bin/"_s + program, arguments);
    return process.waitForFinished(60'000) ? QString::fromUtf8(process.readAll()).trimmed() : u"(no end)"_s;
}

void TestPythonVenv::pythonTakesItForOne()
{
    QCOMPARE(PythonVenv::make(m_folder.toStdString()), m_folder.toStdString());
    const QString script = u"import sys, sysconfig; print(sys.prefix, sys.prefix != sys.base_prefix, "
                           "sysconfig.get_path('purelib') in sys.path)"_s;
    for (const QString &python : {u"python3"_s, u"python"_s})
        QCOMPARE(run(python, {u"-c"_s, script}), QString(m_folder + u" True True"_s));
}

void TestPythonVenv::pipIsThereFromTheFirstCallOn()
{
    QVERIFY(PythonVenv::make(m_folder.toStdString()));
    for (int i = 0; i < 2; ++i) {
        const QString version = run(u"pip"_s, {u"--version"_s});
        QVERIFY2(version.startsWith("pip 2"_L1), qPrintable(version));
    }
    // As packages that are built are: pip starts itself once more.
    QVERIFY(run(u"python3"_s, {u"-m"_s, u"pip"_s, u"list"_s, u"--format=freeze"_s}).contains("pip=="_L1));
}

void TestPythonVenv::secondCallTakesWhatIsThere()
{
    QVERIFY(PythonVenv::make(m_folder.toStdString()));
    QFile kept(m_folder + u"/kept"_s);
    QVERIFY(kept.open(QIODevice::WriteOnly));
    QCOMPARE(PythonVenv::make(m_folder.toStdString()), m_folder.toStdString());
    QVERIFY(kept.exists());
}

void TestPythonVenv::withoutPythonThereIsNone()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", "/nowhere:");
    const auto made = PythonVenv::make(m_folder.toStdString());
    qputenv("PATH", path);
    QVERIFY(!made);
    QVERIFY(!QFile::exists(m_folder));
}

void TestPythonVenv::placeThatCannotBeMadeIsNone()
{
    QVERIFY(!PythonVenv::make(m_dir->filePath(u"no/such/folder"_s).toStdString()));
}

QTEST_GUILESS_MAIN(TestPythonVenv)
#include "tst_pythonvenv.moc"
