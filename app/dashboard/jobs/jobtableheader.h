#pragma once

#include <QHeaderView>

class QMenu;
class QSettings;

namespace ca::dashboard {

/// The list's heading: the person sorts with it, moves columns, and chooses which are shown.
class JobTableHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit JobTableHeader(QWidget *parent);

    /// After the table has its model.
    void setUp();
    /// Shows and hides columns; lives as long as the header.
    [[nodiscard]] QMenu *menu() const { return m_menu; }

    void save(QSettings &settings) const;
    void restore(const QSettings &settings);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void makeMenu();
    void resetColumns();
    void updateMenu();

    QMenu *m_menu;
};

} // namespace ca::dashboard
