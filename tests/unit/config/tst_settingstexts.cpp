#include <QFile>
#include <QTest>
#include <cstdio>

#include "settingstexts.h"
#include "settingtable.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestSettingsTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAndOptionsAreUnique();
    void helpNamesEverySetting();
    void helpFitsInATerminal();
    void readmeHasTheTable();
};

void TestSettingsTexts::namesAndOptionsAreUnique()
{
    QSet<QString> names;
    QSet<QString> options;
    for (const Setting &setting : settingTable()) {
        QVERIFY2(!names.contains(setting.name), qPrintable(setting.name));
        names.insert(setting.name);
        if (setting.option.isEmpty())
            continue;
        QVERIFY2(!options.contains(setting.option), qPrintable(setting.option));
        options.insert(setting.option);
    }
}

void TestSettingsTexts::helpNamesEverySetting()
{
    const QString help = settingsHelp(u"the-program"_s, u"Does something."_s);
    QVERIFY(help.startsWith(u"Usage: the-program "_s));
    QVERIFY(help.contains(u"\nDoes something.\n"_s));
    QVERIFY(help.contains(u"--help"_s) && help.contains(u"--version"_s));
    for (const Setting &setting : settingTable()) {
        const QString name = setting.pattern.isEmpty() ? setting.name : setting.pattern;
        QCOMPARE(help.count(name), 1);
        QVERIFY2(setting.option.isEmpty() || help.contains(u"--%1 %2"_s.arg(setting.option, setting.valueName)),
                 qPrintable(setting.option));
    }
}

void TestSettingsTexts::helpFitsInATerminal()
{
    const QStringList lines = settingsHelp(u"the-program"_s, QString(u"word "_s).repeated(40).trimmed()).split(u'\n');
    for (const QString &line : lines)
        QVERIFY2(line.size() <= 80 && !line.endsWith(u' '), qPrintable(line));
}

void TestSettingsTexts::readmeHasTheTable()
{
    QFile file(u"" CA_README ""_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString readme = QString::fromUtf8(file.readAll());
    const QString begin = u"<!-- settings -->\n"_s;
    const qsizetype from = readme.indexOf(begin) + begin.size();
    const QString actual = readme.mid(from, readme.indexOf(u"<!-- /settings -->"_s) - from);
    const QString expected = settingsMarkdown() + u'\n';
    if (actual != expected)
        std::printf("README.md must have:\n%s%s<!-- /settings -->\n", qPrintable(begin), qPrintable(expected));
    QVERIFY(actual == expected);
}

QTEST_GUILESS_MAIN(TestSettingsTexts)
#include "tst_settingstexts.moc"
