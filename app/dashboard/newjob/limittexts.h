#pragma once

#include <QString>

namespace ca::dashboard {

/// How a limit reads in a form.
struct LimitText
{
    QString label;
    /// What its number counts; empty: things without a unit.
    QString unit;
};

/// `name` is as in REST; an unknown one stands for itself.
LimitText limitText(const QString &name);

} // namespace ca::dashboard
