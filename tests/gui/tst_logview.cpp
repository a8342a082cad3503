#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "accents.h"
#include "ansicolors.h"
#include "logdocument.h"
#include "logpane.h"
#include "logscrollbar.h"
#include "logview.h"
#include "logviewaccessible.h"
#include "orchestratorclient.h"
#include "samplelog.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

// Generous: other tests may have the processors.
constexpr int patience = 20'000;

QByteArray numbered(int first, int count)
{
    QByteArray text;
    for (int line = first; line < first + count; ++line)
        text += "line " + QByteArray::number(line) + '\n';
    return text;
}

} // namespace

class LogViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void followsUntilScrolledUp();
    void keysScroll();
    void onlyWhatIsSeenIsHeld();
    void aLineOfManyMegabytesDoesNotFreeze();
    void streamsCanBeSwitched();
    void findMarksAndSteps();
    void findSaysWhatIsWrong();
    void aStepIsGoneTo();
    void selectionIsCopied();
    void everythingIsCopied();
    void wrappedRowsScroll();
    void screenReadersGetTheText();
    void coloursAreReadable();

private:
    bool open(int lines);
    bool waitFor(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, patience); }
    [[nodiscard]] bool shows(const QString &text) const { return m_view->toPlainText().contains(text); }
    template <typename Widget>
    Widget *find(const char *name)
    {
        return m_pane->findChild<Widget *>(QString::fromLatin1(name));
    }

    OrchestratorClient m_client;
    std::unique_ptr<SampleLog> m_log;
    std::unique_ptr<LogPane> m_pane;
    LogView *m_view = nullptr;
    LogDocument *m_document = nullptr;
};

void LogViewTest::init()
{
    m_pane.reset();
    m_log = std::make_unique<SampleLog>();
    m_pane = std::make_unique<LogPane>(&m_client);
    m_view = find<LogView>("logView");
    m_document = m_pane->findChild<LogDocument *>();
    m_pane->resize(600, 300);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    m_view->setFocus();
}

bool LogViewTest::open(int lines)
{
    m_log->out(numbered(1, lines));
    m_pane->openFolder(m_log->path());
    return waitFor(
        [this, lines] { return m_document->extent().lines == lines && shows(QStringLiteral("line %1").arg(lines)); });
}

void LogViewTest::followsUntilScrolledUp()
{
    QVERIFY(open(1000));
    QVERIFY(m_view->isFollowing());
    auto *toEnd = find<QWidget>("logToEnd");
    QVERIFY(!toEnd->isVisible());
    QTest::keyClick(m_view, Qt::Key_PageUp);
    QVERIFY(!m_view->isFollowing());
    QVERIFY(toEnd->isVisible());
    const qint64 first = m_view->firstVisibleLine();
    QVERIFY(first > 900);

    m_log->out(numbered(1001, 500));
    m_document->grow(false);
    QVERIFY(waitFor([this] { return m_document->extent().lines == 1500; }));
    QCOMPARE(m_view->firstVisibleLine(), first);
    QVERIFY(!shows(QStringLiteral("line 1500")));

    QTest::keyClick(m_view, Qt::Key_End);
    QVERIFY(waitFor([this] { return shows(QStringLiteral("line 1500")); }));
    QVERIFY(m_view->isFollowing());
    m_log->out(numbered(1501, 1));
    m_document->grow(false);
    QVERIFY(waitFor([this] { return shows(QStringLiteral("line 1501")); }));
    QScrollBar *bar = m_view->verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(10);
    QVERIFY(waitFor([this] { return shows(QStringLiteral("line 11\n")); }));
    bar->setValue(bar->maximum());
    QVERIFY(m_view->isFollowing());
}

void LogViewTest::keysScroll()
{
    QVERIFY(open(500));
    QTest::keyClick(m_view, Qt::Key_Home);
    QVERIFY(waitFor([this] { return m_view->toPlainText().startsWith(QStringLiteral("line 1\n")); }));
    QTest::keyClick(m_view, Qt::Key_Down);
    QVERIFY(waitFor([this] { return m_view->toPlainText().startsWith(QStringLiteral("line 2\n")); }));
    QTest::keyClick(m_view, Qt::Key_Up);
    QVERIFY(waitFor([this] { return m_view->firstVisibleLine() == 0; }));
    QTest::keyClick(m_view, Qt::Key_PageDown);
    QVERIFY(waitFor([this] { return m_view->firstVisibleLine() > 5; }));
}

void LogViewTest::onlyWhatIsSeenIsHeld()
{
    QVERIFY(open(200'000));
    QVERIFY(m_document->page().lines.size() < 100);
    m_view->goToLine(100'000);
    QVERIFY(waitFor([this] { return shows(QStringLiteral("line 100001\n")); }));
    QVERIFY(m_document->page().lines.size() < 300);
}

void LogViewTest::aLineOfManyMegabytesDoesNotFreeze()
{
    m_log->out("begin\n" + QByteArray(100'000'000, 'x'));
    m_pane->openFolder(m_log->path());
    QVERIFY(waitFor([this] { return m_document->extent().lines == 2 && m_document->extent().isIndexed(); }));
    QElapsedTimer timer;
    timer.start();
    for (const int key : {Qt::Key_Home, Qt::Key_PageDown, Qt::Key_End, Qt::Key_PageUp}) {
        QTest::keyClick(m_view, static_cast<Qt::Key>(key));
        m_view->viewport()->repaint();
    }
    QVERIFY2(timer.elapsed() < 2000, QByteArray::number(timer.elapsed()).constData());
    QVERIFY(m_document->page().lines.constLast().text.size() < 100'000);
}

void LogViewTest::streamsCanBeSwitched()
{
    m_log->out("from out\n");
    m_log->err("from err\n");
    m_pane->openFolder(m_log->path());
    QVERIFY(waitFor([this] { return shows(QStringLiteral("from out\nfrom err")); }));
    QVERIFY(find<QLabel>("logLegend")->isVisible());
    auto *source = find<QComboBox>("logSource");
    source->setCurrentIndex(2);
    QVERIFY(waitFor([this] { return m_view->toPlainText() == QStringLiteral("from err"); }));
    QVERIFY(!find<QLabel>("logLegend")->isVisible());
    source->setCurrentIndex(1);
    QVERIFY(waitFor([this] { return m_view->toPlainText() == QStringLiteral("from out"); }));
}

void LogViewTest::findMarksAndSteps()
{
    QVERIFY(open(1000));
    QTest::keyClick(m_view, Qt::Key_Home);
    QTest::keyClick(m_view, Qt::Key_F, Qt::ControlModifier);
    auto *field = find<QLineEdit>("logFindField");
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("line 77"));
    auto *count = find<QLabel>("logFindCount");
    QVERIFY2(waitFor([count] { return count->text() == QStringLiteral("1 of 11 lines"); }), qPrintable(count->text()));
    QVERIFY(waitFor([this] { return shows(QStringLiteral("line 77\n")); }));
    const auto *bar = m_view->findChild<LogScrollBar *>();
    QVERIFY(bar->marks().contains(true));
    QVERIFY(bar->marks().contains(false));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY2(waitFor([count] { return count->text() == QStringLiteral("2 of 11 lines"); }), qPrintable(count->text()));
    QVERIFY(waitFor([this] { return shows(QStringLiteral("line 770\n")); }));
    QVERIFY(!m_document->line(769)->matches.isEmpty());
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(waitFor([count] { return count->text() == QStringLiteral("1 of 11 lines"); }));
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier); // round the beginning
    QVERIFY(waitFor([count] { return count->text() == QStringLiteral("11 of 11 lines"); }));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QVERIFY(m_view->hasFocus());
    QVERIFY(waitFor([bar] { return !bar->marks().contains(true); }));
}

void LogViewTest::findSaysWhatIsWrong()
{
    QVERIFY(open(10));
    QTest::keyClick(m_view, Qt::Key_F, Qt::ControlModifier);
    auto *field = find<QLineEdit>("logFindField");
    auto *count = find<QLabel>("logFindCount");
    field->setText(QStringLiteral("zebra"));
    QVERIFY(waitFor([count] { return count->text() == QStringLiteral("Not found"); }));
    find<QAction>("logFindRegexAction")->setChecked(true);
    field->setText(QStringLiteral("(zebra"));
    QVERIFY(waitFor([count] { return count->text().contains(QStringLiteral("mistake")); }));
}

void LogViewTest::aStepIsGoneTo()
{
    QVERIFY(open(1000));
    Step first;
    first.number = 1;
    first.description = QStringLiteral("First");
    Step step = first;
    step.number = 2;
    step.outBegin = numbered(1, 400).size();
    step.outEnd = step.outBegin + 10;
    m_pane->setSteps({first, step});
    auto *steps = find<QComboBox>("logSteps");
    QVERIFY(steps->isVisible());
    QCOMPARE(steps->count(), 2);
    m_pane->goToStep(step);
    QVERIFY(waitFor([this] { return shows(QStringLiteral("line 401\n")); }));
    QCOMPARE(m_view->selection().caret().line, 400);
    QVERIFY(!m_view->isFollowing());
}

void LogViewTest::selectionIsCopied()
{
    QVERIFY(open(500));
    QTest::keyClick(m_view, Qt::Key_Home);
    QVERIFY(waitFor([this] { return m_document->line(0) != nullptr; }));
    QTest::keyClick(m_view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_view, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_view, Qt::Key_Right, Qt::ShiftModifier);
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(m_view, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(waitFor([] { return QGuiApplication::clipboard()->text() == QStringLiteral("line 1\nli"); }));

    const QPoint begin(m_view->viewport()->width() - 5, 5);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, begin);
    QTest::mouseMove(m_view->viewport(), {begin.x(), m_view->fontMetrics().lineSpacing() * 3 / 2 + 5});
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {},
                        {begin.x(), m_view->fontMetrics().lineSpacing() * 3 / 2 + 5});
    QTest::keyClick(m_view, Qt::Key_C, Qt::ControlModifier);
    QVERIFY2(waitFor([] { return QGuiApplication::clipboard()->text() == QStringLiteral("\nline 2"); }),
             qPrintable(QGuiApplication::clipboard()->text()));
}

void LogViewTest::everythingIsCopied()
{
    QVERIFY(open(3000));
    QTest::keyClick(m_view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view, Qt::Key_C, Qt::ControlModifier);
    const QString all = QString::fromLatin1(numbered(1, 3000)).chopped(1);
    QVERIFY(waitFor([&all] { return QGuiApplication::clipboard()->text() == all; }));
}

void LogViewTest::wrappedRowsScroll()
{
    m_log->out(QByteArray(10'000, 'w') + "\nlast\n");
    m_pane->openFolder(m_log->path());
    QVERIFY(waitFor([this] { return shows(QStringLiteral("last")); }));
    QTest::keyClick(m_view, Qt::Key_PageUp);
    QVERIFY(waitFor([this] { return !shows(QStringLiteral("last")); }));
    QTest::keyClick(m_view, Qt::Key_PageDown);
    QVERIFY(waitFor([this] { return shows(QStringLiteral("last")); }));
    QVERIFY(m_view->isFollowing());
    m_view->setWrapping(false);
    QVERIFY(waitFor([this] { return m_view->horizontalScrollBar()->maximum() > 9000; }));
}

void LogViewTest::screenReadersGetTheText()
{
    QVERIFY(open(5));
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(m_view);
    QVERIFY(accessible != nullptr && accessible->textInterface() != nullptr);
    QCOMPARE(accessible->role(), QAccessible::Terminal);
    QVERIFY(accessible->textInterface()->text(0, -1).contains(QStringLiteral("line 5")));
    QVERIFY(!accessible->text(QAccessible::Name).isEmpty());
}

void LogViewTest::coloursAreReadable()
{
    QPalette dark(QColor(46, 47, 51));
    dark.setColor(QPalette::Base, QColor(33, 34, 37));
    dark.setColor(QPalette::Text, QColor(235, 235, 238));
    for (const QPalette &palette : {QPalette(QColor(239, 239, 239)), dark}) {
        const QColor base = palette.color(QPalette::Base);
        const QColor text = palette.color(QPalette::Text);
        for (quint32 number = 0; number < 256; ++number) {
            const TextColor color{.kind = TextColor::Kind::Indexed, .value = number};
            for (const TextStyle &style :
                 {TextStyle{.text = color}, TextStyle{.ground = color}, TextStyle{.text = color, .isFaint = true},
                  TextStyle{.text = color, .isInverse = true}}) {
                const TextInk ink = inkOf(style, text, palette);
                QVERIFY(contrastRatio(ink.text, ink.ground.isValid() ? ink.ground : base) >= 4.5);
            }
        }
        for (const bool isCurrent : {false, true})
            QVERIFY(contrastRatio(text, matchGround(palette, isCurrent)) >= 4.5);
    }
}

QTEST_MAIN(LogViewTest)
#include "tst_logview.moc"
