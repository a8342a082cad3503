<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en_US">
<context>
    <name>CommandLine</name>
    <message>
        <source>Runs tasks in isolated sandboxes and shows them at work.</source>
        <translation>Führt Aufgaben in abgeschotteten Sandboxes aus und zeigt sie bei der Arbeit.</translation>
    </message>
</context>
<context>
    <name>Examples</name>
    <message>
        <source>Sales report as a web page</source>
        <translation>Verkaufsbericht als Webseite</translation>
    </message>
    <message>
        <source>Shell, Python and TypeScript work hand in hand</source>
        <translation>Shell, Python und TypeScript arbeiten Hand in Hand</translation>
    </message>
    <message>
        <source>Fibonacci module with tests</source>
        <translation>Fibonacci-Modul mit Tests</translation>
    </message>
    <message>
        <source>A Python module and the tests that prove it</source>
        <translation>Ein Python-Modul und die Tests, die es prüfen</translation>
    </message>
    <message>
        <source>A look around the sandbox</source>
        <translation>Ein Blick in die Sandbox</translation>
    </message>
    <message>
        <source>A few commands that show what a job finds there</source>
        <translation>Ein paar Befehle zeigen, was ein Auftrag dort vorfindet</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n Min.</numerusform>
            <numerusform>vor %n Min.</numerusform>
        </translation>
    </message>
    <message>
        <source>today, %1</source>
        <translation>heute, %1</translation>
    </message>
    <message>
        <source>yesterday, %1</source>
        <translation>gestern, %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>JobTexts</name>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Waiting for the AI provider</source>
        <translation>Wartet auf den KI-Anbieter</translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>Wartet auf Zustimmung</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Stoppt</translation>
    </message>
    <message>
        <source>Packing</source>
        <translation>Packt</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Exit code %1</source>
        <translation>Exit-Code %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Bricht ab</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
</context>
<context>
    <name>PromptTexts</name>
    <message>
        <source>Write what is to be done, or start from an example.</source>
        <translation>Schreib, was zu tun ist, oder beginne mit einem Beispiel.</translation>
    </message>
    <message>
        <source>An AI provider works out the steps. To write them yourself, put commands on lines that start with “$ ”, or code between lines of ```python and ```.</source>
        <translation>Ein KI-Anbieter erarbeitet die Schritte. Um sie selbst zu schreiben, stell Befehle in Zeilen, die mit „$ “ beginnen, oder Code zwischen Zeilen mit ```python und ```.</translation>
    </message>
    <message numerus="yes">
        <source>Ready to run: %n step(s).</source>
        <translation>
            <numerusform>Bereit: %n Schritt.</numerusform>
            <numerusform>Bereit: %n Schritte.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultTexts</name>
    <message>
        <source>The result is no longer there: %1 was moved or deleted. Run the task again to get a new one.</source>
        <translation>Das Ergebnis ist nicht mehr da: %1 wurde verschoben oder gelöscht. Führe die Aufgabe erneut aus, um ein neues zu bekommen.</translation>
    </message>
    <message>
        <source>No program on this computer opens ZIP files. The result is %1</source>
        <translation>Kein Programm auf diesem Rechner öffnet ZIP-Dateien. Das Ergebnis liegt hier: %1</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobActions</name>
    <message>
        <source>New job</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open result</source>
        <translation>Ergebnis öffnen</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobModel</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Ended %1</source>
        <translation>Beendet: %1</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobPage</name>
    <message>
        <source>Select a job to see how it does.</source>
        <translation>Wähle einen Auftrag, um zu sehen, wie es ihm geht.</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Zurück zur Liste (Esc)</translation>
    </message>
    <message>
        <source>Open result</source>
        <translation>Ergebnis öffnen</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobTable</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::LogPane</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>▌Errors (stderr)</source>
        <translation>▌Fehlerausgabe (stderr)</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>Dem Ende folgen</translation>
    </message>
    <message>
        <source>Go to the end and follow it (Ctrl+End)</source>
        <translation>Ans Ende gehen und ihm folgen (Strg+Ende)</translation>
    </message>
    <message>
        <source>Only the last %1 are shown here. The result has the whole log.</source>
        <translation>Hier stehen nur die letzten %1. Das Ergebnis enthält das ganze Protokoll.</translation>
    </message>
    <message>
        <source>This job wrote no output.</source>
        <translation>Dieser Auftrag hat nichts ausgegeben.</translation>
    </message>
    <message>
        <source>Output appears here once the job runs.</source>
        <translation>Die Ausgabe erscheint hier, sobald der Auftrag läuft.</translation>
    </message>
    <message>
        <source>No output yet.</source>
        <translation>Noch keine Ausgabe.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::LogView</name>
    <message>
        <source>Log of the selected job</source>
        <translation>Protokoll des gewählten Auftrags</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::MainWindow</name>
    <message>
        <source>Containerized Agent</source>
        <translation>Containerized Agent</translation>
    </message>
    <message>
        <source>Opening the jobs…</source>
        <translation>Die Aufträge werden geöffnet …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>The jobs are open in another program</source>
        <translation>Die Aufträge sind in einem anderen Programm geöffnet</translation>
    </message>
    <message>
        <source>The jobs cannot be opened</source>
        <translation>Die Aufträge lassen sich nicht öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird beendet …</translation>
    </message>
    <message>
        <source>The sandboxes are being taken down. This takes a few seconds at most.</source>
        <translation>Die Sandboxes werden abgebaut. Das dauert höchstens ein paar Sekunden.</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>Menü (F10)</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::MessagePage</name>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::NewJobDialog</name>
    <message>
        <source>New job</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>&amp;Task: commands and code that run one after the other in a new sandbox</source>
        <translation>&amp;Aufgabe: Befehle und Code, die nacheinander in einer neuen Sandbox laufen</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>&amp;Beispiele</translation>
    </message>
    <message>
        <source>High: before the others</source>
        <translation>Hoch: vor den anderen</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Low: after the others</source>
        <translation>Niedrig: nach den anderen</translation>
    </message>
    <message>
        <source>&amp;Priority:</source>
        <translation>&amp;Priorität:</translation>
    </message>
    <message>
        <source>Start job</source>
        <translation>Auftrag starten</translation>
    </message>
    <message>
        <source>Start job (%1)</source>
        <translation>Auftrag starten (%1)</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::OrchestratorClient</name>
    <message>
        <source>The jobs are not open yet. Try again in a moment.</source>
        <translation>Die Aufträge sind noch nicht geöffnet. Versuch es gleich noch einmal.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::QuitQuestion</name>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) still running</source>
        <translation>
            <numerusform>%n Auftrag läuft noch</numerusform>
            <numerusform>%n Aufträge laufen noch</numerusform>
        </translation>
    </message>
    <message>
        <source>Quitting ends what runs. Logs and files made so far are kept.</source>
        <translation>Beim Beenden wird abgebrochen, was läuft. Protokolle und bisherige Dateien bleiben erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting job(s) will run after the next start.</source>
        <translation>
            <numerusform>%n wartender Auftrag läuft nach dem nächsten Start.</numerusform>
            <numerusform>%n wartende Aufträge laufen nach dem nächsten Start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n job(s) and quit</source>
        <translation>
            <numerusform>%n Auftrag abbrechen und beenden</numerusform>
            <numerusform>%n Aufträge abbrechen und beenden</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::StatusPanel</name>
    <message>
        <source>API starting</source>
        <translation>API startet</translation>
    </message>
    <message>
        <source>Use another port</source>
        <translation>Anderen Port nehmen</translation>
    </message>
    <message>
        <source>API %1</source>
        <translation>API %1</translation>
    </message>
    <message>
        <source>Scripts and programs on this computer reach the jobs here.</source>
        <translation>Hier erreichen Skripte und Programme auf diesem Rechner die Aufträge.</translation>
    </message>
    <message>
        <source>API off: port %1 cannot be used</source>
        <translation>API aus: Port %1 ist nicht benutzbar</translation>
    </message>
    <message>
        <source>Engine %1</source>
        <translation>Engine %1</translation>
    </message>
    <message>
        <source>Engine %1: no safe sandbox</source>
        <translation>Engine %1: keine sichere Sandbox</translation>
    </message>
    <message>
        <source>Jobs run in sandboxes made by %1.</source>
        <translation>Aufträge laufen in Sandboxes von %1.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::WelcomePage</name>
    <message>
        <source>A task goes in, a result comes out</source>
        <translation>Eine Aufgabe hinein, ein Ergebnis heraus</translation>
    </message>
    <message>
        <source>Each job runs step by step in a sandbox of its own, without access to your files or your network. You watch it here and get its files as a ZIP.</source>
        <translation>Jeder Auftrag läuft Schritt für Schritt in einer eigenen Sandbox, ohne Zugriff auf deine Dateien und dein Netz. Du siehst hier zu und bekommst seine Dateien als ZIP.</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>Or start from an example:</source>
        <translation>Oder beginne mit einem Beispiel:</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>The dashboard of this data folder is starting or does not answer. Wait a moment, or end it and start again.</source>
        <translation>Das Dashboard dieses Datenordners startet gerade oder antwortet nicht. Warte einen Moment, oder beende es und starte neu.</translation>
    </message>
</context>
</TS>
