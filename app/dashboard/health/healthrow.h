#pragma once

#include <QFrame>

#include "healthreport.h"

class QLabel;

namespace ca::dashboard {

/// One finding: a symbol, what was looked at, how it is, and what to do.
class HealthRow : public QFrame
{
    Q_OBJECT

public:
    explicit HealthRow(const HealthCheck &check, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintSymbol();

    HealthState m_state;
    QLabel *m_symbol;
};

} // namespace ca::dashboard
