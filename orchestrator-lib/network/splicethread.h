#pragma once

#include <QThread>

namespace ca {

/// A running thread for bytes that splice(2) moves; ended and waited for with its owner.
class SpliceThread final : public QThread
{
    Q_OBJECT

public:
    /// `name` is what debuggers and ps show.
    explicit SpliceThread(const QString &name);
    ~SpliceThread() override;

protected:
    void run() override;
};

} // namespace ca
