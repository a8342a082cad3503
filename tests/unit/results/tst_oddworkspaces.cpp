#include <QDir>
#include <QDirIterator>
#include <QScopeGuard>
#include <QTest>
#include <clocale>
#include <fcntl.h>
#include <linux/capability.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

#include "resulttree.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Packing workspaces that hold what an archive cannot, or must not.
class TestOddWorkspaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_tree = std::make_unique<ResultTree>(); }
    void cleanup() { m_tree.reset(); }

    void insideLinksGoInAndOthersAreListed();
    void nothingUnpacksOutside();
    void namesAreUtf8WhateverTheLocale_data();
    void namesAreUtf8WhateverTheLocale();
    void specialFilesAreListed();
    void unreadableThingsAreListed();
    void deepFoldersAreListed();
    void namesTooLongForAnArchiveAreListed();
    void changingFileIsListed();

private:
    std::unique_ptr<ResultTree> m_tree;
};

/// Root reads everything; without these two capabilities it is an owner like any other. The test alone loses them.
void TestOddWorkspaces::initTestCase()
{
    __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    __user_cap_data_struct data[2] = {};
    QCOMPARE(::syscall(SYS_capget, &header, data), 0);
    data[0].effective &= ~((1U << CAP_DAC_OVERRIDE) | (1U << CAP_DAC_READ_SEARCH));
    QCOMPARE(::syscall(SYS_capset, &header, data), 0);
}

void TestOddWorkspaces::insideLinksGoInAndOthersAreListed()
{
    m_tree->folder("sub");
    m_tree->write("sub/file", "inside");
    m_tree->link("good", "sub/file");
    m_tree->link("sub/up", "../good");
    m_tree->link("passwd", "/etc/passwd");
    m_tree->link("relative", "../../../../../../etc/passwd");
    m_tree->link("logs", "../logs");
    m_tree->link("here", ".");
    m_tree->link("chain", "here/../../etc"); // its names stay inside, its way does not
    const auto packed = m_tree->pack();
    QVERIFY(packed);
    const QStringList names = m_tree->names();
    for (const auto &name : {u"workspace/good"_s, u"workspace/sub/up"_s, u"workspace/here"_s}) {
        QVERIFY2(names.contains(name), qPrintable(name));
        QVERIFY(S_ISLNK(static_cast<mode_t>(m_tree->listing()[u"entries"][name][u"mode"].toInt())));
    }
    QCOMPARE(m_tree->content(u"workspace/sub/up"_s), QByteArray("../good"));
    for (const auto &name : {u"passwd"_s, u"relative"_s, u"logs"_s, u"chain"_s}) {
        QVERIFY2(!names.contains(u"workspace/"_s + name), qPrintable(name));
        QVERIFY2(!m_tree->reason(u"workspace/"_s + name).isEmpty(), qPrintable(name));
    }
}

void TestOddWorkspaces::nothingUnpacksOutside()
{
    m_tree->folder("d");
    m_tree->write("..\\..\\up", "x");
    m_tree->write("C:\\windows", "x");
    m_tree->write("line\nbreak", "x");
    m_tree->write("\x1b]0;title\x07", "x");
    m_tree->write("bad\xFF\xFE", "x");
    m_tree->link("\xFF", "..");
    m_tree->link("d/\xFF", "..");
    m_tree->link("d/via", "%FF/../x");
    m_tree->link("d/escape", "%FF/../../x");
    QVERIFY(m_tree->pack());
    for (const QString &name : m_tree->names()) {
        QVERIFY2(name == u"manifest.json" || name.startsWith(u"workspace/"), qPrintable(name));
        QVERIFY2(!name.split(u'/').contains(u".."_s) && !name.contains(u'\\'), qPrintable(name));
        QVERIFY2(std::ranges::none_of(name, [](QChar c) { return c < u' '; }), qPrintable(name));
    }
    const QTemporaryDir out;
    const QString target = QDir(out.path()).canonicalPath() + u"/in"_s;
    QVERIFY(m_tree->unzip({u"-qq"_s}, {u"-d"_s, target}) <= 1);
    QDirIterator it(target, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QFileInfo info = it.nextFileInfo();
        const QString real = info.canonicalFilePath();
        QVERIFY2(real.isEmpty() || real.startsWith(target + u"/workspace"_s) ||
                     real.startsWith(target + u"/manifest"_s),
                 qPrintable(info.filePath() + u" leads to "_s + real));
    }
}

void TestOddWorkspaces::namesAreUtf8WhateverTheLocale_data()
{
    QTest::addColumn<QByteArray>("locale");
    QTest::newRow("C") << QByteArray("C");
    QTest::newRow("C.UTF-8") << QByteArray("C.UTF-8");
}

void TestOddWorkspaces::namesAreUtf8WhateverTheLocale()
{
    QFETCH(QByteArray, locale);
    const QByteArray before = std::setlocale(LC_CTYPE, nullptr);
    const auto restore = qScopeGuard([&before] { std::setlocale(LC_CTYPE, before.constData()); });
    QVERIFY(std::setlocale(LC_CTYPE, locale.constData()));
    m_tree->folder("\xE6\x97\xA5\xE6\x9C\xAC");
    m_tree->write("\xE6\x97\xA5\xE6\x9C\xAC/gr\xC3\xBC\xC3\x9F.txt", "hello");
    m_tree->write("same-e\xCC\x81", "decomposed");
    m_tree->write("same-\xC3\xA9", "composed");
    m_tree->link("link-\xC3\xBC", "\xE6\x97\xA5\xE6\x9C\xAC");
    const auto packed = m_tree->pack();
    std::setlocale(LC_CTYPE, before.constData());
    QVERIFY2(packed, qPrintable(packed.error_or(Error{}).message));
    const auto entries = m_tree->listing()[u"entries"].toObject();
    for (const auto &name : {u"workspace/日本/"_s, u"workspace/日本/grüß.txt"_s, u"workspace/same-e\u0301"_s,
                             u"workspace/same-\u00e9"_s, u"workspace/link-ü"_s}) {
        QVERIFY2(entries.contains(name), qPrintable(name + u" is not among "_s + entries.keys().join(u", ")));
        QVERIFY2(entries[name][u"utf8"].toBool(), qPrintable(name));
    }
    QCOMPARE(QString::fromUtf8(m_tree->content(u"workspace/link-ü"_s)), u"日本"_s);
}

void TestOddWorkspaces::specialFilesAreListed()
{
    QCOMPARE(::mkfifo(m_tree->at("fifo").constData(), 0600), 0);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    const QByteArray path = m_tree->at("socket");
    QVERIFY(path.size() < qsizetype(sizeof address.sun_path));
    std::ranges::copy(path, address.sun_path);
    QCOMPARE(::bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    ::close(fd);
    m_tree->write("file", "x");
    QCOMPARE(::link(m_tree->at("file").constData(), m_tree->at("hardlink").constData()), 0);
    const auto packed = m_tree->pack();
    QVERIFY(packed);
    QVERIFY(!m_tree->reason(u"workspace/fifo"_s).isEmpty());
    QVERIFY(!m_tree->reason(u"workspace/socket"_s).isEmpty());
    QCOMPARE(packed->files, 2);
    QCOMPARE(m_tree->content(u"workspace/hardlink"_s), QByteArray("x"));
}

void TestOddWorkspaces::unreadableThingsAreListed()
{
    m_tree->write("secret", "x");
    m_tree->folder("locked");
    m_tree->write("locked/inner", "x");
    m_tree->write("visible", "x");
    QCOMPARE(::chmod(m_tree->at("secret").constData(), 0), 0);
    QCOMPARE(::chmod(m_tree->at("locked").constData(), 0), 0);
    const auto packed = m_tree->pack();
    QVERIFY2(packed, qPrintable(packed.error_or(Error{}).message));
    QVERIFY(!m_tree->reason(u"workspace/secret"_s).isEmpty());
    QVERIFY(!m_tree->reason(u"workspace/locked"_s).isEmpty());
    QVERIFY(m_tree->names().contains(u"workspace/visible"_s));
    QCOMPARE(packed->files, 1);
}

void TestOddWorkspaces::deepFoldersAreListed()
{
    int at = ::open(m_tree->at("").constData(), O_RDONLY | O_DIRECTORY);
    for (int level = 0; level < 3000; ++level) {
        QCOMPARE(::mkdirat(at, "d", 0700), 0);
        const int next = ::openat(at, "d", O_RDONLY | O_DIRECTORY);
        ::close(std::exchange(at, next));
    }
    ::close(at);
    m_tree->write("e", "beside it");
    const auto packed = m_tree->pack();
    QVERIFY2(packed, qPrintable(packed.error_or(Error{}).message));
    QCOMPARE(packed->leftOut, 1);
    QVERIFY(m_tree->names().contains(u"workspace/e"_s));
    QCOMPARE(m_tree->unzip({u"-tqq"_s}), 0);
}

void TestOddWorkspaces::namesTooLongForAnArchiveAreListed()
{
    const QByteArray name(250, '\xFF'); // three times as long once escaped
    int at = ::open(m_tree->at("").constData(), O_RDONLY | O_DIRECTORY);
    for (int level = 0; level < 150; ++level) {
        QCOMPARE(::mkdirat(at, name.constData(), 0700), 0);
        const int next = ::openat(at, name.constData(), O_RDONLY | O_DIRECTORY);
        ::close(std::exchange(at, next));
    }
    ::close(at);
    const auto packed = m_tree->pack();
    QVERIFY2(packed, qPrintable(packed.error_or(Error{}).message));
    QVERIFY(packed->leftOut > 0);
    QVERIFY(m_tree->listing()[u"bad"].isNull());
    for (const QString &entry : m_tree->names())
        QVERIFY2(entry.toUtf8().size() <= 4096, "no unpacker can make such a path");
}

void TestOddWorkspaces::changingFileIsListed()
{
    m_tree->write("growing", QByteArray(64 << 20, 'x'));
    std::stop_source done;
    std::jthread changer([path = m_tree->at("growing"), stop = done.get_token()] {
        while (!stop.stop_requested()) {
            const int fd = ::open(path.constData(), O_WRONLY | O_APPEND);
            static_cast<void>(::write(fd, "y", 1));
            ::close(fd);
        }
    });
    const auto packed = m_tree->pack();
    done.request_stop();
    changer.join();
    QVERIFY(packed);
    QVERIFY(m_tree->listing()[u"bad"].isNull());
    QVERIFY2(!m_tree->reason(u"workspace/growing"_s).isEmpty(), "the manifest must say that it may be a mixture");
}

QTEST_GUILESS_MAIN(TestOddWorkspaces)
#include "tst_oddworkspaces.moc"
