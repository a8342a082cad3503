#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QScrollBar>
#include <QTest>

#include "accents.h"
#include "ansicolors.h"
#include "logviewaccessible.h"
#include "logviewtest.h"

using namespace ca;
using namespace ca::dashboard;

/// How a log is shown, and moved through.
class LogViewShowingTest : public LogViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void followsUntilScrolledUp();
    void keysScroll();
    void onlyWhatIsSeenIsHeld();
    void aLineOfManyMegabytesDoesNotFreeze();
    void streamsCanBeSwitched();
    void wrappedRowsScroll();
    void screenReadersGetTheText();
    void coloursAreReadable();
};

void LogViewShowingTest::followsUntilScrolledUp()
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

void LogViewShowingTest::keysScroll()
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

void LogViewShowingTest::onlyWhatIsSeenIsHeld()
{
    QVERIFY(open(200'000));
    QVERIFY(m_document->page().lines.size() < 100);
    m_view->goToLine(100'000);
    QVERIFY(waitFor([this] { return shows(QStringLiteral("line 100001\n")); }));
    QVERIFY(m_document->page().lines.size() < 300);
}

void LogViewShowingTest::aLineOfManyMegabytesDoesNotFreeze()
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

void LogViewShowingTest::streamsCanBeSwitched()
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

void LogViewShowingTest::wrappedRowsScroll()
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

void LogViewShowingTest::screenReadersGetTheText()
{
    QVERIFY(open(5));
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(m_view);
    QVERIFY(accessible != nullptr && accessible->textInterface() != nullptr);
    QCOMPARE(accessible->role(), QAccessible::Terminal);
    QVERIFY(accessible->textInterface()->text(0, -1).contains(QStringLiteral("line 5")));
    QVERIFY(!accessible->text(QAccessible::Name).isEmpty());
}

void LogViewShowingTest::coloursAreReadable()
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

QTEST_MAIN(LogViewShowingTest)
#include "tst_logview.moc"
