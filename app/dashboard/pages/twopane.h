#pragma once

#include <QWidget>

class QSettings;
class QSplitter;

namespace ca::dashboard {

/// A list and the page of what is chosen in it: side by side, or one at a time where there is no room for both.
class TwoPane : public QWidget
{
    Q_OBJECT

public:
    /// Takes both widgets.
    TwoPane(QWidget *list, QWidget *page, QWidget *parent = nullptr);

    [[nodiscard]] bool isNarrow() const { return m_narrow; }
    /// In narrow windows: which of the two is seen.
    void showPage();
    void showList();
    /// The same for something in the list that has taken the keyboard.
    void showListFor();

    void saveState(QSettings &settings) const;
    void restoreState(const QSettings &settings);

Q_SIGNALS:
    /// There is (no longer) a way back to the list to be offered.
    void pageAloneChanged(bool alone);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QWidget *m_list;
    QWidget *m_page;
    QSplitter *m_splitter;
    bool m_narrow = false;
    bool m_onPage = false;
    bool m_pageAlone = false;
    /// The sizes to go back to; while narrow, the splitter's own mean nothing.
    QByteArray m_wideState;
};

} // namespace ca::dashboard
