#pragma once

#include <QLineEdit>

namespace ca::dashboard {

/// Where the list's filter is typed. The keys that lead out of it lead to the list.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

Q_SIGNALS:
    /// Enter or the down key, or Esc in an empty box.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace ca::dashboard
