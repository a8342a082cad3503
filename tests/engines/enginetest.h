#pragma once

#include <QObject>
#include <QStringList>
#include <memory>

#include "enginedaemon.h"

namespace ca::test {

/// What tests of a real server over a real engine ($CA_ENGINE) share: both are started once, and after each test
/// nothing of it is left. Where there is no such engine, all of them are skipped. Qt Test runs the slots as if they
/// were the derived class's own.
class EngineTest : public QObject
{
    Q_OBJECT

protected:
    /// The default image of tests, made from the base image.
    static QString imageName() { return QStringLiteral("debian:trixie-slim"); }

    struct Setup
    {
        /// Of the server, "NAME=VALUE".
        QStringList settings = {};
        /// What jobs run in that name no image. Only imageName() is brought into the engine.
        QString image = imageName();
        /// Images with nothing in them, to be there from the beginning.
        QStringList emptyImages = {};
        /// As TestEngine takes it.
        bool keepsContainers = false;
    };

    /// Asked for once, at the start.
    virtual Setup setup() { return {}; }
    /// Before it is looked for what a test has left.
    virtual void tidyUp() {}

    [[nodiscard]] EngineKind kind() const { return m_kind; }
    [[nodiscard]] TestEngine &engine() { return *m_engine; }
    [[nodiscard]] EngineDaemon &server() { return *m_server; }
    /// One more over the same engine and with the same image, in a folder of its own.
    [[nodiscard]] EngineDaemon anotherServer(const QStringList &settings = {}) const;
    bool awaitNoContainers();

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();

private:
    Setup m_setup;
    EngineKind m_kind = engineUnderTest();
    std::unique_ptr<TestEngine> m_engine;
    QStringList m_before;
    std::unique_ptr<EngineDaemon> m_server;
};

} // namespace ca::test
