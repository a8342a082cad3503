#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QToolBar>
#include <QUuid>
#include <algorithm>

#include "pagetour.h"
#include "pseudolocale.h"
#include "widgettexts.h"

using namespace ca::dashboard;
using namespace Qt::StringLiterals;

namespace {

/// What stays cut off once the layouts have settled, which takes longer on a busy machine.
QList<WidgetText> clippedInTheEnd(QWidget *page)
{
    static_cast<void>(QTest::qWaitFor([page] { return clippedTexts(page).isEmpty(); }, 3'000));
    return clippedTexts(page);
}

} // namespace

/// Every page and dialog: in a language with long words, from right to left, and for who hears rather than sees.
class PagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslatedAndFits();
    void rightToLeftMirrorsTheWindow();
    void whatCanHaveTheFocusHasAName();
    void theChecksFindWhatIsWrong();

private:
    static bool isTranslated(const QString &text);
    static void report(const QSet<QString> &faults);
};

/// Names, numbers, addresses and code are the same in every language.
bool PagesTest::isTranslated(const QString &text)
{
    static const QSet<QString> names{u"alchemyst"_s,  u"gemini"_s, u"openai"_s, u"openrouter"_s, u"anthropic"_s,
                                     u"mistral"_s,    u"groq"_s,   u"custom"_s, u"ollama"_s,     u"llama.cpp"_s,
                                     u"bubblewrap"_s, u"docker"_s, u"podman"_s, u"runbook"_s,    u"MB"_s,
                                     u"English"_s,    u"Deutsch"_s};
    // What Qt words by itself, and what nobody words.
    static const QRegularExpression quantity(u"^[\\d.,]+ (bytes|KiB|MiB|GiB)$"_s);
    if (quantity.match(text).hasMatch() || !QUuid::fromString(text).isNull() || text.startsWith(u"<a href="_s))
        return true;
    const bool hasLetters = std::ranges::any_of(text, [](QChar c) { return c.isLetter(); });
    return !hasLetters || text.contains(u'[') || names.contains(text) || text.startsWith(u"$ "_s);
}

void PagesTest::report(const QSet<QString> &faults)
{
    QStringList list(faults.begin(), faults.end());
    list.sort();
    QVERIFY2(faults.isEmpty(), qPrintable(QString(u'\n' + list.join(u'\n'))));
}

void PagesTest::everyTextIsTranslatedAndFits()
{
    PseudoLocale pseudo;
    QVERIFY(QCoreApplication::installTranslator(&pseudo));
    QSet<QString> faults;
    int texts = 0;
    PageTour().walk([&](QWidget *page, const QString &name) {
        for (const WidgetText &found : textsOf(page)) {
            ++texts;
            if (!isTranslated(found.text))
                faults.insert(u"%1: not translated: %2 \"%3\""_s.arg(name, found.place, found.text));
        }
        for (const WidgetText &found : clippedInTheEnd(page))
            faults.insert(u"%1: cut off: %2 \"%3\""_s.arg(name, found.place, found.text));
    });
    QCoreApplication::removeTranslator(&pseudo);
    QVERIFY(texts > 300);
    report(faults);
}

void PagesTest::rightToLeftMirrorsTheWindow()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    QSet<QString> faults;
    PageTour tour;
    tour.walk([&](QWidget *page, const QString &name) {
        QVERIFY(!page->grab().isNull());
        for (const WidgetText &found : clippedInTheEnd(page))
            faults.insert(u"%1: cut off: %2 \"%3\""_s.arg(name, found.place, found.text));
    });
    const auto *bar = tour.window().findChild<QToolBar *>(u"toolBar"_s);
    QVERIFY(bar != nullptr);
    const QWidget *first = bar->widgetForAction(bar->actions().constFirst());
    const bool isMirrored = first->geometry().center().x() > bar->width() / 2;
    QApplication::setLayoutDirection(Qt::LeftToRight);
    QVERIFY(isMirrored);
    report(faults);
}

void PagesTest::whatCanHaveTheFocusHasAName()
{
    QSet<QString> faults;
    PageTour().walk([&](QWidget *page, const QString &name) {
        for (const WidgetText &found : namelessWidgets(page))
            faults.insert(u"%1: no name or role: %2"_s.arg(name, found.place));
    });
    report(faults);
}

void PagesTest::theChecksFindWhatIsWrong()
{
    QWidget page;
    auto *label = new QLabel(u"A label that is longer than it is wide"_s, &page);
    label->setGeometry(0, 0, 20, 20);
    auto *line = new QLineEdit(&page);
    line->setGeometry(0, 30, 50, 30);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QCOMPARE(clippedTexts(&page).size(), 1);
    QCOMPARE(namelessWidgets(&page).size(), 1);
    QVERIFY(!isTranslated(textsOf(&page).constFirst().text) || !isTranslated(label->text()));
    line->setAccessibleName(u"Name"_s);
    label->resize(label->sizeHint());
    QVERIFY(clippedTexts(&page).isEmpty());
    QVERIFY(namelessWidgets(&page).isEmpty());
}

QTEST_MAIN(PagesTest)
#include "tst_pages.moc"
