#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "egresspolicy.h"
#include "packagesources.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Which hosts this machine's package managers are set to use.
class TestPackageSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void settingsAreRead_data();
    void settingsAreRead();
    void variablesAreRead();
    void laterRegistryCounts();
    void mirrorsMayBePrivate();
    void sandboxGetsTheSourcesWithoutPasswords();
    void hugeAndStrangeFilesArePassedOver();

private:
    void write(const QString &path, const QByteArray &content) const;
    [[nodiscard]] PackageSources read() const;
    [[nodiscard]] QStringList hosts() const;

    std::unique_ptr<QTemporaryDir> m_dir;
    QProcessEnvironment m_environment;
};

void TestPackageSources::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_environment = QProcessEnvironment();
}

void TestPackageSources::write(const QString &path, const QByteArray &content) const
{
    const QString whole = m_dir->filePath(path);
    QVERIFY(QDir().mkpath(QFileInfo(whole).path()));
    QFile file(whole);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

PackageSources TestPackageSources::read() const
{
    return PackageSources::read(
        {.environment = m_environment, .home = m_dir->filePath(u"home"_s), .root = m_dir->path()});
}

QStringList TestPackageSources::hosts() const
{
    QStringList texts;
    const QList<HostRule> rules = read().rules();
    for (const HostRule &rule : rules) {
        texts.append(rule.pattern.host + (rule.pattern.port ? u":%1"_s.arg(*rule.pattern.port) : QString()));
        if (!rule.isNamed || rule.pattern.isWildcard)
            texts.append(u"(not named)"_s);
    }
    texts.sort();
    return texts;
}

void TestPackageSources::settingsAreRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &path, const char *content, const QStringList &expected) {
        QTest::newRow(name) << path << QByteArray(content) << expected;
    };
    row("pip", u"home/.config/pip/pip.conf"_s,
        "# ours\n[global]\nindex-url = https://me:secret@mirror.lan/simple\nextra-index-url:\n    http://a.lan:8080/x\n"
        "    https://b.lan/y\ntrusted-host = c.lan\n",
        {u"a.lan:8080"_s, u"b.lan"_s, u"mirror.lan"_s});
    row("pip, older place", u"home/.pip/pip.conf"_s, "[install]\nfind-links = https://f.lan/wheels /opt/wheels\n",
        {u"f.lan"_s});
    row("pip of the machine", u"etc/pip.conf"_s, "[global]\nindex_url = https://wrong.lan\nindex-url=https://r.lan\n",
        {u"r.lan"_s});
    row("npm", u"home/.npmrc"_s,
        "registry=https://npm.lan/\n@scope:registry = http://s.lan:4873/\n//npm.lan/:_authToken=secret\n"
        "; registry=https://no.lan\n",
        {u"npm.lan"_s, u"s.lan:4873"_s});
    row("apt", u"etc/apt/sources.list"_s,
        "deb [arch=amd64 signed-by=/x] http://deb.lan/debian trixie main\n# deb http://no.lan/ x y\n"
        "deb-src https://src.lan:8443/ x y\ndeb file:/media x y\n",
        {u"deb.lan"_s, u"src.lan:8443"_s});
    row("apt, one more", u"etc/apt/sources.list.d/more.list"_s, "deb http://10.0.0.7:3142/debian x y\n",
        {u"10.0.0.7:3142"_s});
    row("apt, deb822", u"etc/apt/sources.list.d/debian.sources"_s,
        "Types: deb\nURIs: http://one.lan/debian\n  https://two.lan/debian\nSuites: trixie\n\nTypes: deb\n"
        "uris: http://three.lan/\n#URIs: http://no.lan/\n",
        {u"one.lan"_s, u"three.lan"_s, u"two.lan"_s});
    row("apt, no settings", u"etc/apt/sources.list.d/old.list.save"_s, "deb http://no.lan/ x y\n", {});
    row("git", u"home/.gitconfig"_s,
        "[user]\n\tname = me\n[url \"https://Git.lan/mirror/\"]\n\tinsteadOf = https://github.com/\n"
        "[url \"ssh://git@host/\"]\n\tinsteadOf = gh:\n",
        {u"git.lan"_s});
    row("cargo", u"home/.cargo/config.toml"_s,
        "[source.crates-io]\nreplace-with = \"m\"\n[source.m]\nregistry = \"sparse+https://cargo.lan/index/\"\n",
        {u"cargo.lan"_s});
    row("go", u"home/.config/go/env"_s, "GOPROXY=https://go.lan|http://go2.lan:81,direct\n",
        {u"go.lan"_s, u"go2.lan:81"_s});
}

void TestPackageSources::settingsAreRead()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, content);
    QFETCH(QStringList, expected);
    write(path, content);
    QCOMPARE(hosts(), expected);
}

void TestPackageSources::variablesAreRead()
{
    m_environment.insert(u"PIP_INDEX_URL"_s, u"https://pip.lan/simple"_s);
    m_environment.insert(u"PIP_EXTRA_INDEX_URL"_s, u"https://x.lan/simple https://y.lan:444/simple"_s);
    m_environment.insert(u"PIP_FIND_LINKS"_s, u"/opt/wheels"_s);
    m_environment.insert(u"npm_config_registry"_s, u"http://npm.lan"_s);
    m_environment.insert(u"GOPROXY"_s, u"https://go.lan,off"_s);
    write(u"other.conf"_s, "[global]\nindex-url = https://other.lan\n");
    m_environment.insert(u"PIP_CONFIG_FILE"_s, m_dir->filePath(u"other.conf"_s));
    QCOMPARE(hosts(),
             (QStringList{u"go.lan"_s, u"npm.lan"_s, u"other.lan"_s, u"pip.lan"_s, u"x.lan"_s, u"y.lan:444"_s}));
}

void TestPackageSources::laterRegistryCounts()
{
    write(u"etc/npmrc"_s, "registry=https://machine.lan\n@a:registry=https://a.lan\n");
    write(u"home/.npmrc"_s, "registry=https://mine.lan\n");
    QCOMPARE(hosts(), (QStringList{u"a.lan"_s, u"mine.lan"_s}));
}

void TestPackageSources::mirrorsMayBePrivate()
{
    write(u"etc/pip.conf"_s, "[global]\nindex-url = http://192.168.1.9:8080/simple\n");
    const EgressPolicy policy(NetworkPolicy::Allowlist, read().rules() + wellKnownHosts());
    QVERIFY(policy.judgeName({.host = u"192.168.1.9"_s, .port = 8080}).isAllowed);
    QVERIFY(!policy.judgeName({.host = u"192.168.1.9"_s, .port = 80}).isAllowed);
    QVERIFY(policy.judgeName({.host = u"pypi.org"_s, .port = 443}).isAllowed);
    QVERIFY(
        !policy.judgeAddress({.host = u"pypi.org"_s, .port = 443}, *IpAddress::fromText(u"192.168.1.9"_s)).isAllowed);
}

void TestPackageSources::sandboxGetsTheSourcesWithoutPasswords()
{
    write(u"etc/pip.conf"_s,
          "[global]\nindex-url = https://me:secret@pip.lan/simple\nextra-index-url = http://x.lan/\n");
    write(u"home/.npmrc"_s,
          "registry=https://me:secret@npm.lan/\n@s:registry=https://s.lan/\n//npm.lan/:_authToken=secret\n");
    write(u"home/.gitconfig"_s, "[url \"https://me:secret@git.lan/\"]\ninsteadOf = https://github.com/\n"
                                "[url \"https://git.lan/\"]\ninsteadOf = https://u:secret@x/\n");
    const auto files = read().files();
    QCOMPARE(files.size(), 3);
    QCOMPARE(files[0], std::pair(u"pip.conf"_s, "[global]\nindex-url = https://pip.lan/simple\nextra-index-url =\n"
                                                "    http://x.lan/\n"_ba));
    QCOMPARE(files[1], std::pair(u"npmrc"_s, "registry=https://npm.lan/\n@s:registry=https://s.lan/\n"_ba));
    QCOMPARE(files[2],
             std::pair(u"gitconfig"_s, "[url \"https://git.lan/\"]\n\tinsteadOf = \"https://github.com/\"\n"_ba));
}

void TestPackageSources::hugeAndStrangeFilesArePassedOver()
{
    write(u"home/.npmrc"_s, QByteArray("\0\xff\xfe=[\n]\n[\n=\n=x\n", 16));
    write(u"etc/pip.conf"_s, "index-url\n  \n:\n[\n = https://no.lan\n");
    QVERIFY(QDir().mkpath(m_dir->filePath(u"home/.gitconfig"_s))); // a folder
    QCOMPARE(hosts(), QStringList());
    QVERIFY(read().files().isEmpty());
}

QTEST_GUILESS_MAIN(TestPackageSources)
#include "tst_packagesources.moc"
