#include <QApplication>
#include <QCommandLinkButton>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>
#include <QTreeView>

#include "codeview.h"
#include "dashboardfixture.h"
#include "jobpage.h"
#include "logview.h"
#include "newjobdialog.h"

using namespace ca;
using namespace ca::dashboard;
using namespace Qt::StringLiterals;

namespace {
// Generous: other tests may have the processors.
constexpr int patience = 90'000;
} // namespace

/// A newcomer's way through the program by keys alone: nothing is clicked, and nothing is called past the window.
class KeyboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newcomerFindsTheWay();

private:
    /// Goes to whoever has the focus, as a person's key does.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// Tabs on until `isThere`; false when it comes round without.
    static bool tabTo(const std::function<bool(QWidget *)> &isThere);
};

void KeyboardTest::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus != nullptr ? focus : QApplication::activeWindow(), key, modifiers);
}

bool KeyboardTest::tabTo(const std::function<bool(QWidget *)> &isThere)
{
    constexpr int most = 100;
    for (int i = 0; i < most; ++i) {
        if (QWidget *focus = QApplication::focusWidget(); focus != nullptr && isThere(focus))
            return true;
        press(Qt::Key_Tab);
    }
    return false;
}

void KeyboardTest::newcomerFindsTheWay()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    // A job from an example, which is followed to its end.
    QVERIFY(tabTo([](QWidget *widget) { return qobject_cast<QCommandLinkButton *>(widget) != nullptr; }));
    press(Qt::Key_Space);
    QVERIFY(QTest::qWaitFor([] { return qobject_cast<NewJobDialog *>(QApplication::activeWindow()) != nullptr; }));
    QTRY_VERIFY(qobject_cast<QPlainTextEdit *>(QApplication::focusWidget()) != nullptr);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), u"Complete"_s, patience);
    fixture.window().activateWindow(); // as a window manager does; offscreen there is none
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));

    // One that fails: its step, the step's code, and what it printed.
    press(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(qobject_cast<QPlainTextEdit *>(QApplication::focusWidget()) != nullptr);
    QTest::keyClicks(QApplication::focusWidget(), u"$ echo on its way; exit 3"_s);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), u"Failed"_s, patience);
    fixture.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&fixture.window()));
    press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(fixture.find<JobPage>("jobPage")->currentTab(), u"steps"_s);
    QVERIFY(tabTo([](QWidget *widget) { return widget->objectName() == "steps"_L1; }));
    press(Qt::Key_Home);
    QTRY_VERIFY(fixture.find<CodeView>("stepCode")->toPlainText().contains(u"exit 3"_s));
    press(Qt::Key_3, Qt::ControlModifier);
    QTRY_VERIFY(fixture.find<LogView>("logView")->toPlainText().contains(u"on its way"_s));

    // Its result, and the same again.
    press(Qt::Key_4, Qt::ControlModifier);
    const auto isListed = [&] {
        const auto *files = fixture.find<QTreeView>("files");
        return files != nullptr && files->model()->rowCount() > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isListed(), patience);
    press(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(fixture.find<QTableView>("jobTable")->model()->rowCount(), 3);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), u"Failed"_s, patience);
}

QTEST_MAIN(KeyboardTest)
#include "tst_keyboard.moc"
