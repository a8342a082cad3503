#pragma once

#include <QString>
#include <QUrl>
#include <QVariant>
#include <QtPlugin>
#include <functional>
#include <memory>

class QWidget;

namespace ca::dashboard {

/// What a Viewer tells who shows it. On the GUI thread.
class ViewerEvents
{
public:
    virtual ~ViewerEvents() = default;

    /// A page has come, or has not.
    virtual void loadFinished(bool isThere) = 0;
    /// What the page around a desktop says of itself: connecting, connected, lost, gone, ended.
    virtual void pageStateChanged(const QString &state) = 0;
    /// The page wants another address opened; it is not, unless somebody says so.
    virtual void popupWanted(const QUrl &url) = 0;
    /// The page wants a file saved: `answer` takes where to, or nothing for no. It may be called once, any time.
    virtual void downloadWanted(const QString &name, std::function<void(const QString &path)> answer) = 0;
    virtual void downloadFinished(const QString &path, bool isSaved) = 0;
    /// The page wants to use the clipboard by itself.
    virtual void clipboardWanted(std::function<void(bool)> answer) = 0;
    /// The page's process has ended; reload() begins anew.
    virtual void crashed() = 0;
};

/// A browser that is locked to one origin and remembers nothing. The widget is its own. On the GUI thread.
class Viewer
{
public:
    virtual ~Viewer() = default;

    [[nodiscard]] virtual QWidget *widget() = 0;
    /// Goes there and stays at that origin.
    virtual void open(const QUrl &url) = 0;
    virtual void reload() = 0;
    /// Runs JavaScript in the page; `done` gets the value.
    virtual void run(const QString &script, std::function<void(const QVariant &)> done = {}) = 0;
};

/// What the plugin is: a program that never shows a viewer never loads it, nor the browser engine with it.
class ViewerFactory
{
public:
    virtual ~ViewerFactory() = default;

    /// `events` outlives the viewer, whose widget becomes a child of `parent`.
    virtual std::unique_ptr<Viewer> make(ViewerEvents &events, QWidget *parent) = 0;
};

} // namespace ca::dashboard

Q_DECLARE_INTERFACE(ca::dashboard::ViewerFactory, "io.github.containerizedagent.ViewerFactory/1")
