#pragma once

#include <QByteArray>
#include <QCoroTask>
#include <functional>

#include "result.h"
#include "uniquefd.h"
#include "viewlimits.h"

namespace ca {

/// What of a job's sandbox is looked at.
enum class ViewKind : quint8 { Desktop, Notebook };

/// Opens one more stream to what is looked at; called on the core thread.
using StreamConnector = std::function<QCoro::Task<Result<UniqueFd>>()>;

/// What a view is made from.
struct ViewSetup
{
    ViewKind kind = ViewKind::Desktop;
    /// The first part of the path of who may look (desktop) or work (notebook): 128 bits that nobody can guess.
    QByteArray secret;
    /// The same for who may also use the desktop.
    QByteArray controlSecret = {};
    /// Of the notebook.
    QByteArray token = {};
    ViewLimits limits = {};
};

/// 128 random bits in base64url, 22 characters.
QByteArray makeViewSecret();

} // namespace ca
