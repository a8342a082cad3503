#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include "logscrollbar.h"
#include "logviewtest.h"

using namespace ca;
using namespace ca::dashboard;

/// What is found in a log, gone to and copied out of it.
class LogFindingTest : public LogViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void findMarksAndSteps();
    void findSaysWhatIsWrong();
    void aStepIsGoneTo();
    void selectionIsCopied();
    void everythingIsCopied();
};

void LogFindingTest::findMarksAndSteps()
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

void LogFindingTest::findSaysWhatIsWrong()
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

void LogFindingTest::aStepIsGoneTo()
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

void LogFindingTest::selectionIsCopied()
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

void LogFindingTest::everythingIsCopied()
{
    QVERIFY(open(3000));
    QTest::keyClick(m_view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view, Qt::Key_C, Qt::ControlModifier);
    const QString all = QString::fromLatin1(numbered(1, 3000)).chopped(1);
    QVERIFY(waitFor([&all] { return QGuiApplication::clipboard()->text() == all; }));
}

QTEST_MAIN(LogFindingTest)
#include "tst_logfinding.moc"
