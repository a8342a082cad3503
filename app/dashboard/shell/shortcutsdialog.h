#pragma once

#include <QDialog>

namespace ca::dashboard {

/// All keys of a window, to look up. Deletes itself when closed.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Of the window that is its parent.
    explicit ShortcutsDialog(QWidget *window);
};

} // namespace ca::dashboard
