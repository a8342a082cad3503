#pragma once

#include <QDialog>

namespace ca::dashboard {

/// What the program is, in which version, and under which licences. Deletes itself when closed.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent);

private:
    [[nodiscard]] static QString versions();
};

} // namespace ca::dashboard
