<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en_US">
<context>
    <name>CellTexts</name>
    <message numerus="yes">
        <source>%n call(s) of AI providers</source>
        <translation>
            <numerusform>%n Aufruf von KI-Anbietern</numerusform>
            <numerusform>%n Aufrufe von KI-Anbietern</numerusform>
        </translation>
    </message>
    <message>
        <source>Ended %1</source>
        <translation>Beendet: %1</translation>
    </message>
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
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Runs tasks in isolated sandboxes and shows them at work.</source>
        <translation>Führt Aufgaben in abgeschotteten Sandboxes aus und zeigt sie bei der Arbeit.</translation>
    </message>
</context>
<context>
    <name>CopyTexts</name>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>%1 lässt sich nicht schreiben: %2. Wähle einen anderen Ort.</translation>
    </message>
    <message>
        <source>The result is no longer there: %1 was moved or deleted. Run the task again to get a new one.</source>
        <translation>Das Ergebnis ist nicht mehr da: %1 wurde verschoben oder gelöscht. Führe die Aufgabe erneut aus, um ein neues zu bekommen.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 lässt sich nicht lesen: %2.</translation>
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
    <message>
        <source>A note typed in an editor</source>
        <translation>Eine Notiz, in einen Editor getippt</translation>
    </message>
    <message>
        <source>Keyboard and mouse on the sandbox&apos;s own desktop</source>
        <translation>Tastatur und Maus auf dem eigenen Desktop der Sandbox</translation>
    </message>
</context>
<context>
    <name>FactTexts</name>
    <message>
        <source>Its turn: other jobs are running</source>
        <translation>Einen freien Platz: andere Aufträge laufen</translation>
    </message>
    <message>
        <source>Its sandbox</source>
        <translation>Seine Sandbox</translation>
    </message>
    <message>
        <source>The AI provider, which asked for patience</source>
        <translation>Den KI-Anbieter, der um Geduld gebeten hat</translation>
    </message>
    <message>
        <source>Your yes or no to its next steps, under Steps</source>
        <translation>Dein Ja oder Nein zu den nächsten Schritten, unter „Schritte“</translation>
    </message>
    <message>
        <source>Somebody to resume it</source>
        <translation>Jemanden, der ihn fortsetzt</translation>
    </message>
    <message>
        <source>The end of what still runs in it</source>
        <translation>Das Ende dessen, was darin noch läuft</translation>
    </message>
    <message>
        <source>Its result to be packed</source>
        <translation>Das Packen seines Ergebnisses</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 erledigt</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>Exit-Code</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>In the workspace as</source>
        <translation>Im Arbeitsbereich als</translation>
    </message>
    <message>
        <source>Git repository</source>
        <translation>Git-Repository</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Zustimmung</translation>
    </message>
    <message>
        <source>Each batch of steps waits for a yes</source>
        <translation>Jede Gruppe von Schritten wartet auf ein Ja</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Datenverkehr</translation>
    </message>
    <message>
        <source>%1 sent, %2 received</source>
        <translation>%1 gesendet, %2 empfangen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s), %1</source>
        <translation>
            <numerusform>%Ln Datei, %1</numerusform>
            <numerusform>%Ln Dateien, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Processors</source>
        <translation>Prozessoren</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time for a step</source>
        <translation>Zeit je Schritt</translation>
    </message>
    <message>
        <source>Calls of providers</source>
        <translation>Anbieteraufrufe</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limits</translation>
    </message>
    <message>
        <source>%1, kept by %2</source>
        <translation>%1, durchgesetzt von %2</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>In the API</source>
        <translation>In der API</translation>
    </message>
    <message>
        <source>Runs again</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>See the failed step&apos;s code and output, mend the task, and run it again.</source>
        <translation>Sieh dir Code und Ausgabe des fehlgeschlagenen Schritts an, verbessere die Aufgabe und führe sie erneut aus.</translation>
    </message>
    <message>
        <source>Edit the task, raise this limit, and run it again.</source>
        <translation>Bearbeite die Aufgabe, erhöhe dieses Limit und führe sie erneut aus.</translation>
    </message>
    <message>
        <source>Set a provider&apos;s key in the settings, or write the task as commands.</source>
        <translation>Hinterlege in den Einstellungen den Schlüssel eines Anbieters, oder schreib die Aufgabe als Befehle.</translation>
    </message>
    <message>
        <source>See the events below for what each provider said, then run the task again.</source>
        <translation>Was die Anbieter gemeldet haben, steht unten in den Ereignissen. Führe die Aufgabe dann erneut aus.</translation>
    </message>
    <message>
        <source>Run the task again: what it made so far is in its files.</source>
        <translation>Führe die Aufgabe erneut aus: Was bisher entstanden ist, liegt in ihren Dateien.</translation>
    </message>
    <message>
        <source>Free some space, by deleting old jobs for example, then run the task again.</source>
        <translation>Schaff Platz, indem du etwa alte Aufträge löschst, und führe die Aufgabe dann erneut aus.</translation>
    </message>
    <message>
        <source>The log has what happened before. Running the task again may be enough.</source>
        <translation>Was vorher geschah, steht im Protokoll. Vielleicht genügt es, die Aufgabe erneut auszuführen.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Package sources and allowed hosts</source>
        <translation>Paketquellen und erlaubte Hosts</translation>
    </message>
    <message>
        <source>Everything public</source>
        <translation>Alles Öffentliche</translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s), %1 tokens (%2 asked, %3 answered)</source>
        <translation>
            <numerusform>%Ln Aufruf, %1 Token (%2 gefragt, %3 geantwortet)</numerusform>
            <numerusform>%Ln Aufrufe, %1 Token (%2 gefragt, %3 geantwortet)</numerusform>
        </translation>
    </message>
    <message>
        <source>Calls: %1 of %2; tokens: %3 of %4 (%5%)</source>
        <translation>Aufrufe: %1 von %2; Token: %3 von %4 (%5 %)</translation>
    </message>
    <message>
        <source>Its image, which is pulled or built</source>
        <translation>Sein Image, das geholt oder gebaut wird</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>OCI runtime</source>
        <translation>OCI-Laufzeit</translation>
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
    <name>GroupTexts</name>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>HealthTexts</name>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Not as good as it could be</source>
        <translation>Könnte besser sein</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Nicht in Ordnung</translation>
    </message>
    <message>
        <source>Sandbox engine</source>
        <translation>Sandbox-Engine</translation>
    </message>
    <message>
        <source>bubblewrap</source>
        <translation>bubblewrap</translation>
    </message>
    <message>
        <source>User namespaces</source>
        <translation>User-Namespaces</translation>
    </message>
    <message>
        <source>AppArmor</source>
        <translation>AppArmor</translation>
    </message>
    <message>
        <source>Limits of jobs</source>
        <translation>Limits der Aufträge</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Stored jobs</source>
        <translation>Gespeicherte Aufträge</translation>
    </message>
    <message>
        <source>AI providers</source>
        <translation>KI-Anbieter</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>REST API</source>
        <translation>REST-API</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Docker</source>
        <translation>Docker</translation>
    </message>
    <message>
        <source>Podman</source>
        <translation>Podman</translation>
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
    <message>
        <source>Fetching its image</source>
        <translation>Image wird geholt</translation>
    </message>
</context>
<context>
    <name>LimitTexts</name>
    <message>
        <source>Processors:</source>
        <translation>Prozessoren:</translation>
    </message>
    <message>
        <source>Memory:</source>
        <translation>Arbeitsspeicher:</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Processes:</source>
        <translation>Prozesse:</translation>
    </message>
    <message>
        <source>Disk space:</source>
        <translation>Speicherplatz:</translation>
    </message>
    <message>
        <source>Log:</source>
        <translation>Protokoll:</translation>
    </message>
    <message>
        <source>Time in all:</source>
        <translation>Zeit insgesamt:</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Steps:</source>
        <translation>Schritte:</translation>
    </message>
    <message>
        <source>Time per step:</source>
        <translation>Zeit je Schritt:</translation>
    </message>
    <message>
        <source>Calls of providers:</source>
        <translation>Anbieteraufrufe:</translation>
    </message>
    <message>
        <source>Tokens:</source>
        <translation>Tokens:</translation>
    </message>
</context>
<context>
    <name>LogEngine</name>
    <message>
        <source>The log cannot be read: %1.</source>
        <translation>Das Protokoll lässt sich nicht lesen: %1.</translation>
    </message>
</context>
<context>
    <name>LogExport</name>
    <message>
        <source>The log cannot be saved as %1: %2</source>
        <translation>Das Protokoll lässt sich nicht als %1 speichern: %2</translation>
    </message>
    <message>
        <source>Saving was cancelled; nothing was written.</source>
        <translation>Das Speichern wurde abgebrochen; es wurde nichts geschrieben.</translation>
    </message>
</context>
<context>
    <name>LogMatcher</name>
    <message>
        <source>The expression has a mistake at character %1: %2</source>
        <translation>Der Ausdruck hat bei Zeichen %1 einen Fehler: %2</translation>
    </message>
</context>
<context>
    <name>PreviewTexts</name>
    <message>
        <source>This picture is damaged or too large to be shown here.</source>
        <translation>Dieses Bild ist beschädigt oder zu groß, um hier gezeigt zu werden.</translation>
    </message>
    <message>
        <source>This picture is damaged: %1.</source>
        <translation>Dieses Bild ist beschädigt: %1.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>Diese Datei ist leer.</translation>
    </message>
    <message>
        <source>This file is no text and no picture that can be shown here (%1). Save it to open it with another program.</source>
        <translation>Diese Datei ist weder Text noch ein Bild, das sich hier zeigen lässt (%1). Speichere sie, um sie mit einem anderen Programm zu öffnen.</translation>
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
    <message>
        <source>The job has no folder yet, or it was moved or deleted: %1</source>
        <translation>Der Auftrag hat noch keinen Ordner, oder der Ordner wurde verschoben oder gelöscht: %1</translation>
    </message>
    <message>
        <source>No program on this computer shows folders. The job&apos;s is %1</source>
        <translation>Kein Programm auf diesem Rechner zeigt Ordner. Der des Auftrags liegt hier: %1</translation>
    </message>
</context>
<context>
    <name>SettingTexts</name>
    <message>
        <source>Folder of the jobs</source>
        <translation>Ordner der Aufträge</translation>
    </message>
    <message>
        <source>Jobs that are there already stay where they are.</source>
        <translation>Schon vorhandene Aufträge bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Address and port</source>
        <translation>Adresse und Port</translation>
    </message>
    <message>
        <source>Port 0 takes a free one. An address that other computers reach needs a token.</source>
        <translation>Port 0 nimmt einen freien. Eine Adresse, die andere Rechner erreichen, braucht ein Token.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>What callers must send. It is kept in the settings file, which only you can read.</source>
        <translation>Das müssen Aufrufer senden. Es steht in der Einstellungsdatei, die nur du lesen kannst.</translation>
    </message>
    <message>
        <source>Sandbox engine</source>
        <translation>Sandbox-Engine</translation>
    </message>
    <message>
        <source>Desktop&apos;s keychain</source>
        <translation>Schlüsselbund des Desktops</translation>
    </message>
    <message>
        <source>Jobs at once</source>
        <translation>Aufträge gleichzeitig</translation>
    </message>
    <message>
        <source>Jobs that may wait</source>
        <translation>Aufträge, die warten dürfen</translation>
    </message>
    <message>
        <source>Jobs reach</source>
        <translation>Aufträge erreichen</translation>
    </message>
    <message>
        <source>More hosts</source>
        <translation>Weitere Hosts</translation>
    </message>
    <message>
        <source>With commas between them: example.org, *.example.org, intranet:8443. Only a host named here may have a private address.</source>
        <translation>Durch Kommas getrennt: example.org, *.example.org, intranet:8443. Nur ein hier genannter Host darf eine private Adresse haben.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Jobs&apos; connections go through it. Without one, what the environment says counts; &quot;off&quot; means none.</source>
        <translation>Die Verbindungen der Aufträge laufen darüber. Ohne Angabe gilt, was die Umgebung vorgibt; „off“ heißt: kein Proxy.</translation>
    </message>
    <message>
        <source>Wait for approval</source>
        <translation>Auf Zustimmung warten</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>After it the job is paused.</source>
        <translation>Danach wird der Auftrag pausiert.</translation>
    </message>
    <message>
        <source>Keep ended jobs</source>
        <translation>Beendete Aufträge aufbewahren</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Then they are deleted with their files. 0 keeps them for ever.</source>
        <translation>Danach werden sie samt ihren Dateien gelöscht. 0 bewahrt sie für immer auf.</translation>
    </message>
    <message>
        <source>Processors</source>
        <translation>Prozessoren</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Output that is kept</source>
        <translation>Aufbewahrte Ausgabe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Time of one step</source>
        <translation>Zeit je Schritt</translation>
    </message>
    <message>
        <source>Calls of AI providers</source>
        <translation>Aufrufe von KI-Anbietern</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Package sources and the hosts below</source>
        <translation>Paketquellen und die Hosts unten</translation>
    </message>
    <message>
        <source>Everything public</source>
        <translation>Alles Öffentliche</translation>
    </message>
    <message>
        <source>Port for desktops</source>
        <translation>Port für Desktops</translation>
    </message>
    <message>
        <source>Port for notebooks</source>
        <translation>Port für Notebooks</translation>
    </message>
    <message>
        <source>A number, 0 for any free port, or off.</source>
        <translation>Eine Zahl, 0 für irgendeinen freien Port, oder off.</translation>
    </message>
    <message>
        <source>From 0 to 2. Empty: the model&apos;s own.</source>
        <translation>Von 0 bis 2. Leer: die des Modells.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Empty: what is known of the model.</source>
        <translation>Leer: was vom Modell bekannt ist.</translation>
    </message>
    <message>
        <source>More headers</source>
        <translation>Weitere Header</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>What Docker and Podman make sandboxes from, if a job names nothing else.</source>
        <translation>Woraus Docker und Podman Sandboxes machen, wenn ein Auftrag nichts anderes nennt.</translation>
    </message>
    <message>
        <source>A missing image</source>
        <translation>Ein fehlendes Image</translation>
    </message>
    <message>
        <source>Pulling or building one may take minutes and gigabytes.</source>
        <translation>Eines zu holen oder zu bauen kann Minuten dauern und Gigabytes brauchen.</translation>
    </message>
    <message>
        <source>OCI runtime</source>
        <translation>OCI-Laufzeit</translation>
    </message>
    <message>
        <source>How Docker and Podman run containers, if not as usual: runsc (gVisor), kata.</source>
        <translation>Wie Docker und Podman Container ausführen, wenn nicht wie üblich: runsc (gVisor), kata.</translation>
    </message>
    <message>
        <source>Ends the job and says what to do</source>
        <translation>Beendet den Auftrag und sagt, was zu tun ist</translation>
    </message>
    <message>
        <source>Is pulled or built first</source>
        <translation>Wird zuerst geholt oder gebaut</translation>
    </message>
    <message>
        <source>Containers go on alone</source>
        <translation>Container machen allein weiter</translation>
    </message>
    <message>
        <source>So long a job in a container waits for this program after a crash, or for its engine.</source>
        <translation>So lange wartet ein Auftrag in einem Container nach einem Absturz auf dieses Programm oder auf seine Engine.</translation>
    </message>
</context>
<context>
    <name>StepTexts</name>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Shell command</source>
        <translation>Shell-Befehl</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Python-Code</translation>
    </message>
    <message>
        <source>TypeScript code</source>
        <translation>TypeScript-Code</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Desktop</translation>
    </message>
</context>
<context>
    <name>TabTexts</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>Notebook</source>
        <translation>Notebook</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
</context>
<context>
    <name>ViewerLoader</name>
    <message>
        <source>containerized-agent-viewer.so is missing.</source>
        <translation>containerized-agent-viewer.so fehlt.</translation>
    </message>
    <message>
        <source>The part of this program that shows web pages cannot be used: %1 Install the program again, or open the view in a browser.</source>
        <translation>Der Teil dieses Programms, der Webseiten zeigt, ist nicht benutzbar: %1 Installieren Sie das Programm neu, oder öffnen Sie die Ansicht in einem Browser.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::AboutDialog</name>
    <message>
        <source>About Containerized Agent</source>
        <translation>Über Containerized Agent</translation>
    </message>
    <message>
        <source>Containerized Agent %1</source>
        <translation>Containerized Agent %1</translation>
    </message>
    <message>
        <source>Runs tasks in isolated sandboxes and shows them at work.</source>
        <translation>Führt Aufgaben in abgeschotteten Sandboxes aus und zeigt sie bei der Arbeit.</translation>
    </message>
    <message>
        <source>Its source is under the MIT licence. This program is built with Qt HTTP Server and Qt Charts, which are under the GNU General Public License, version 3, and so is the program as a whole, as you run it.</source>
        <translation>Der Quelltext steht unter der MIT-Lizenz. Dieses Programm ist mit Qt HTTP Server und Qt Charts gebaut, die unter der GNU General Public License, Version 3, stehen. Unter dieser steht deshalb auch das Programm als Ganzes, so wie du es ausführst.</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Version %1, Qt %2, kernel %3, %4</source>
        <translation>Version %1, Qt %2, Kernel %3, %4</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::ApprovalPanel</name>
    <message>
        <source>Approval of the next steps</source>
        <translation>Zustimmung zu den nächsten Schritten</translation>
    </message>
    <message>
        <source>Planned steps</source>
        <translation>Geplante Schritte</translation>
    </message>
    <message>
        <source>Comment to the agent</source>
        <translation>Kommentar an den Agenten</translation>
    </message>
    <message>
        <source>Comment to the agent (optional)</source>
        <translation>Kommentar an den Agenten (optional)</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Zustimmen</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message numerus="yes">
        <source>May the agent run the next %Ln step(s)?</source>
        <translation>
            <numerusform>Darf der Agent %Ln weiteren Schritt ausführen?</numerusform>
            <numerusform>Darf der Agent die nächsten %Ln Schritte ausführen?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::Attention</name>
    <message>
        <source>A job asks for approval</source>
        <translation>Ein Auftrag bittet um Zustimmung</translation>
    </message>
    <message>
        <source>Job complete</source>
        <translation>Auftrag fertig</translation>
    </message>
    <message>
        <source>Job failed</source>
        <translation>Auftrag fehlgeschlagen</translation>
    </message>
    <message>
        <source>Still running in the tray</source>
        <translation>Läuft im Infobereich weiter</translation>
    </message>
    <message>
        <source>Jobs go on. The tray&apos;s menu shows the window again and quits the program; the settings say what closing the window does.</source>
        <translation>Die Aufträge laufen weiter. Über das Menü im Infobereich lässt sich das Fenster wieder zeigen und das Programm beenden; was beim Schließen des Fensters geschieht, legen die Einstellungen fest.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::BottomBars</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) deleted, with log and result.</source>
        <translation>
            <numerusform>%n Auftrag samt Protokoll und Ergebnis gelöscht.</numerusform>
            <numerusform>%n Aufträge samt Protokoll und Ergebnis gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::CommandModel</name>
    <message>
        <source>not available now</source>
        <translation>gerade nicht verfügbar</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::CommandPalette</name>
    <message>
        <source>Nothing that can be done here is called that.</source>
        <translation>Hier gibt es keinen Befehl, der so heißt.</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::DesktopNotifier</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Containerized Agent</source>
        <translation>Containerized Agent</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::EngineFields</name>
    <message>
        <source>What Docker or Podman makes the sandbox from. With the automatic choice, a name here means one of them.</source>
        <translation>Woraus Docker oder Podman die Sandbox macht. Bei automatischer Wahl bedeutet ein Name hier einen von beiden.</translation>
    </message>
    <message>
        <source>How Docker or Podman runs it, if not as usual: runsc (gVisor), kata</source>
        <translation>Wie Docker oder Podman sie ausführt, wenn nicht wie üblich: runsc (gVisor), kata</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>%1 (not here)</source>
        <translation>%1 (nicht vorhanden)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>The usual one</source>
        <translation>Die übliche</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::EventModel</name>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Zustimmung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Live view</source>
        <translation>Live-Ansicht</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::FileModel</name>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1 (cannot be listed: %2)</source>
        <translation>%1 (lässt sich nicht auflisten: %2)</translation>
    </message>
    <message numerus="yes">
        <source>%1 (only the first %Ln entries)</source>
        <translation>
            <numerusform>%1 (nur %Ln Eintrag)</numerusform>
            <numerusform>%1 (nur die ersten %Ln Einträge)</numerusform>
        </translation>
    </message>
    <message>
        <source>link</source>
        <translation>Verknüpfung</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>keine Datei</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Byte</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::FilePreview</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>The file&apos;s text</source>
        <translation>Text der Datei</translation>
    </message>
    <message>
        <source>This is the file&apos;s beginning. Save it to see all of it.</source>
        <translation>Dies ist der Anfang der Datei. Speichere sie, um alles zu sehen.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::FileSaver</name>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>Saving was stopped.</source>
        <translation>Das Speichern wurde abgebrochen.</translation>
    </message>
    <message>
        <source>There are too many folders in one another.</source>
        <translation>Es sind zu viele Ordner ineinander verschachtelt.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made: it is there already, or its place is read-only.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen: Es gibt ihn schon, oder sein Ort ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>A folder has too many entries to be saved whole.</source>
        <translation>Ein Ordner hat zu viele Einträge, um ganz gespeichert zu werden.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::FilesTab</name>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Stop saving</source>
        <translation>Speichern abbrechen</translation>
    </message>
    <message>
        <source>Open ZIP</source>
        <translation>ZIP öffnen</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Select a file to look into it.</source>
        <translation>Wähle eine Datei, um hineinzusehen.</translation>
    </message>
    <message>
        <source>This job never ran: there are no files.</source>
        <translation>Dieser Auftrag lief nie: Es gibt keine Dateien.</translation>
    </message>
    <message>
        <source>Files appear here once the job runs.</source>
        <translation>Dateien erscheinen hier, sobald der Auftrag läuft.</translation>
    </message>
    <message>
        <source>Opening the result…</source>
        <translation>Das Ergebnis wird geöffnet …</translation>
    </message>
    <message>
        <source>Looking for files…</source>
        <translation>Dateien werden gesucht …</translation>
    </message>
    <message>
        <source>This job left no files.</source>
        <translation>Dieser Auftrag hat keine Dateien hinterlassen.</translation>
    </message>
    <message>
        <source>There are no files yet.</source>
        <translation>Noch keine Dateien.</translation>
    </message>
    <message>
        <source>Result, %1</source>
        <translation>Ergebnis, %1</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>A folder. Open it to see what is in it.</source>
        <translation>Ein Ordner. Öffne ihn, um zu sehen, was darin ist.</translation>
    </message>
    <message>
        <source>A link to %1. Links are not followed here.</source>
        <translation>Eine Verknüpfung zu %1. Verknüpfungen wird hier nicht gefolgt.</translation>
    </message>
    <message>
        <source>A pipe, a socket or a device: it has nothing to show.</source>
        <translation>Eine Pipe, ein Socket oder ein Gerät: Da gibt es nichts zu zeigen.</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Saving to %1…</source>
        <translation>Wird in %1 gespeichert …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s), %1, saved to %2.</source>
        <translation>
            <numerusform>%Ln Datei (%1) in %2 gespeichert.</numerusform>
            <numerusform>%Ln Dateien (%1) in %2 gespeichert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln link(s) or other special file(s) left out.</source>
        <translation>
            <numerusform>%Ln Verknüpfung oder andere Spezialdatei ausgelassen.</numerusform>
            <numerusform>%Ln Verknüpfungen oder andere Spezialdateien ausgelassen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::FilterEdit</name>
    <message>
        <source>Filter jobs</source>
        <translation>Aufträge filtern</translation>
    </message>
    <message>
        <source>Words of the task, a provider, the beginning of an id; status:failed and id:… for just that (%1)</source>
        <translation>Wörter der Aufgabe, ein Anbieter, der Anfang einer ID; status:failed und id:… für genau das (%1)</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::GeneralPage</name>
    <message>
        <source>Look and language</source>
        <translation>Aussehen und Sprache</translation>
    </message>
    <message>
        <source>Tell me when I am not looking</source>
        <translation>Benachrichtigen, wenn ich nicht hinsehe</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>Beim Schließen des Fensters</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Counts after a restart.</source>
        <translation>Gilt nach einem Neustart.</translation>
    </message>
    <message>
        <source>A job asks for approval</source>
        <translation>Ein Auftrag bittet um Zustimmung</translation>
    </message>
    <message>
        <source>A job is complete</source>
        <translation>Ein Auftrag ist fertig</translation>
    </message>
    <message>
        <source>A job has failed</source>
        <translation>Ein Auftrag ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Leave the program in the tray</source>
        <translation>Programm im Infobereich weiterlaufen lassen</translation>
    </message>
    <message>
        <source>This desktop has no tray, so closing the window quits the program, after a question when jobs run.</source>
        <translation>Dieser Desktop hat keinen Infobereich. Deshalb beendet das Schließen des Fensters das Programm, nach einer Rückfrage, wenn Aufträge laufen.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::HealthDialog</name>
    <message>
        <source>Health</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Prüft</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Copies all of it as text, without secrets.</source>
        <translation>Kopiert alles als Text, ohne Geheimnisse.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>The program is stopping.</source>
        <translation>Das Programm wird beendet.</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Alles in Ordnung</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) could be better</source>
        <translation>
            <numerusform>%n Punkt könnte besser sein</numerusform>
            <numerusform>%n Punkte könnten besser sein</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing could be found out</source>
        <translation>Es ließ sich nichts feststellen</translation>
    </message>
    <message>
        <source>Looking at what jobs need…</source>
        <translation>Es wird geprüft, was Aufträge brauchen …</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::HealthRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::HostModel</name>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Verweigert</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::ImageView</name>
    <message>
        <source>Picture, %1 by %2 pixels</source>
        <translation>Bild, %1 mal %2 Pixel</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::InputList</name>
    <message>
        <source>Files and folders for the job</source>
        <translation>Dateien und Ordner für den Auftrag</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
        <source>They are put into the job&apos;s workspace. You can also drop them here.</source>
        <translation>Sie kommen in den Arbeitsbereich des Auftrags. Du kannst sie auch hierher ziehen.</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>It is put into the job&apos;s workspace with all that is in it.</source>
        <translation>Er kommt mit allem, was darin ist, in den Arbeitsbereich des Auftrags.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Does not go with the job (Del)</source>
        <translation>Dem Auftrag nicht mitgeben (Entf)</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>Files for the job</source>
        <translation>Dateien für den Auftrag</translation>
    </message>
    <message>
        <source>Folder for the job</source>
        <translation>Ordner für den Auftrag</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::InputSending</name>
    <message>
        <source>Sending was cancelled.</source>
        <translation>Das Senden wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1 cannot be read to its end: it may have changed just now.</source>
        <translation>%1 lässt sich nicht bis zum Ende lesen: Vielleicht wurde gerade etwas daran geändert.</translation>
    </message>
    <message>
        <source>There is no file or folder %1 any more.</source>
        <translation>Eine Datei oder einen Ordner %1 gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>A temporary folder cannot be made: %1</source>
        <translation>Ein temporärer Ordner lässt sich nicht anlegen: %1</translation>
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
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Edit and run again…</source>
        <translation>Bearbeiten und erneut ausführen …</translation>
    </message>
    <message>
        <source>Save ZIP as…</source>
        <translation>ZIP speichern unter …</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Copy curl command</source>
        <translation>curl-Befehl kopieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Copies a command that schedules the same job through the API</source>
        <translation>Kopiert einen Befehl, der denselben Auftrag über die API anlegt</translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n job(s)</source>
        <translation>
            <numerusform>%n Auftrag abbrechen</numerusform>
            <numerusform>%n Aufträge abbrechen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %n job(s)</source>
        <translation>
            <numerusform>%n Auftrag fortsetzen</numerusform>
            <numerusform>%n Aufträge fortsetzen</numerusform>
        </translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message numerus="yes">
        <source>Pause %n job(s)</source>
        <translation>
            <numerusform>%n Auftrag pausieren</numerusform>
            <numerusform>%n Aufträge pausieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %n job(s)</source>
        <translation>
            <numerusform>%n Auftrag wiederholen</numerusform>
            <numerusform>%n Aufträge wiederholen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Save %n ZIP(s) to…</source>
        <translation>
            <numerusform>%n ZIP speichern in …</numerusform>
            <numerusform>%n ZIPs speichern in …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n id(s)</source>
        <translation>
            <numerusform>%n ID kopieren</numerusform>
            <numerusform>%n IDs kopieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n job(s)</source>
        <translation>
            <numerusform>%n Auftrag löschen</numerusform>
            <numerusform>%n Aufträge löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo delete</source>
        <translation>Löschen rückgängig machen</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobBatch</name>
    <message>
        <source>The jobs were closed.</source>
        <translation>Die Aufträge wurden geschlossen.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobCommands</name>
    <message numerus="yes">
        <source>%n ZIP(s) saved to %1.</source>
        <translation>
            <numerusform>%n ZIP in %1 gespeichert.</numerusform>
            <numerusform>%n ZIPs in %1 gespeichert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) could not be cancelled: %1</source>
        <translation>
            <numerusform>%n Auftrag ließ sich nicht abbrechen: %1</numerusform>
            <numerusform>%n Aufträge ließen sich nicht abbrechen: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Not every job could be paused: %1</source>
        <translation>Nicht jeder Auftrag ließ sich pausieren: %1</translation>
    </message>
    <message>
        <source>Not every job could be resumed: %1</source>
        <translation>Nicht jeder Auftrag ließ sich fortsetzen: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) could not be started again: %1</source>
        <translation>
            <numerusform>%n Auftrag ließ sich nicht erneut starten: %1</numerusform>
            <numerusform>%n Aufträge ließen sich nicht erneut starten: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n id(s) copied.</source>
        <translation>
            <numerusform>%n ID kopiert.</numerusform>
            <numerusform>%n IDs kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>The curl command is copied. Run in a terminal, it starts the same job again.</source>
        <translation>Der curl-Befehl ist kopiert. In einem Terminal ausgeführt, startet er denselben Auftrag erneut.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobDeletion</name>
    <message numerus="yes">
        <source>%n job(s) could not be deleted: %1</source>
        <translation>
            <numerusform>%n Auftrag ließ sich nicht löschen: %1</numerusform>
            <numerusform>%n Aufträge ließen sich nicht löschen: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobHeader</name>
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
    <name>ca::dashboard::JobOptions</name>
    <message>
        <source>AI provider</source>
        <translation>KI-Anbieter</translation>
    </message>
    <message>
        <source>AI &amp;provider:</source>
        <translation>KI-&amp;Anbieter:</translation>
    </message>
    <message>
        <source>Sandbox engine</source>
        <translation>Sandbox-Engine</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Sandbox &amp;engine:</source>
        <translation>Sandbox-&amp;Engine:</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>As in the settings</source>
        <translation>Wie in den Einstellungen</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Package sources and code forges</source>
        <translation>Paketquellen und Code-Plattformen</translation>
    </message>
    <message>
        <source>Open: every public address</source>
        <translation>Offen: jede öffentliche Adresse</translation>
    </message>
    <message>
        <source>&amp;Network:</source>
        <translation>&amp;Netz:</translation>
    </message>
    <message>
        <source>&amp;Git repository:</source>
        <translation>&amp;Git-Repository:</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High: before the others</source>
        <translation>Hoch: vor den anderen</translation>
    </message>
    <message>
        <source>Low: after the others</source>
        <translation>Niedrig: nach den anderen</translation>
    </message>
    <message>
        <source>P&amp;riority:</source>
        <translation>P&amp;riorität:</translation>
    </message>
    <message>
        <source>&amp;Ask me before each batch of steps runs</source>
        <translation>Vor jeder Gruppe von Schritten &amp;fragen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Empty: %1, as in the settings</source>
        <translation>Leer: %1, wie in den Einstellungen</translation>
    </message>
    <message>
        <source>As in the settings (%1)</source>
        <translation>Wie in den Einstellungen (%1)</translation>
    </message>
    <message>
        <source>None: run the task as written</source>
        <translation>Keiner: Aufgabe wie geschrieben ausführen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (not set up)</source>
        <translation>%1 (nicht eingerichtet)</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>Das ist keine Zahl.</translation>
    </message>
    <message>
        <source>This must be a whole number.</source>
        <translation>Das muss eine ganze Zahl sein.</translation>
    </message>
    <message>
        <source>This must be from %1 to %2.</source>
        <translation>Das muss zwischen %1 und %2 liegen.</translation>
    </message>
    <message>
        <source>&amp;Image:</source>
        <translation>&amp;Image:</translation>
    </message>
    <message>
        <source>&amp;OCI runtime:</source>
        <translation>&amp;OCI-Laufzeit:</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobPage</name>
    <message>
        <source>Select a job to see how it does.</source>
        <translation>Wähle einen Auftrag, um zu sehen, wie es ihm geht.</translation>
    </message>
    <message>
        <source>Parts of the job</source>
        <translation>Teile des Auftrags</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
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
    <name>ca::dashboard::JobTableHeader</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::JobToolBar</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Selected jobs</source>
        <translation>Gewählte Aufträge</translation>
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
    <name>ca::dashboard::JobsPane</name>
    <message>
        <source>Filter jobs</source>
        <translation>Aufträge filtern</translation>
    </message>
    <message>
        <source>No job matches</source>
        <translation>Kein Auftrag passt</translation>
    </message>
    <message>
        <source>Show all jobs</source>
        <translation>Alle Aufträge zeigen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no status. There are: %2.</source>
        <translation>„%1“ ist kein Status. Es gibt: %2.</translation>
    </message>
    <message numerus="yes">
        <source>The filter hides %n job(s).</source>
        <translation>
            <numerusform>Der Filter verbirgt %n Auftrag.</numerusform>
            <numerusform>Der Filter verbirgt %n Aufträge.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::KeyField</name>
    <message>
        <source>Keep key</source>
        <translation>Schlüssel merken</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Enter another key to replace it</source>
        <translation>Anderen Schlüssel eingeben, um ihn zu ersetzen</translation>
    </message>
    <message>
        <source>Enter a key</source>
        <translation>Schlüssel eingeben</translation>
    </message>
    <message>
        <source>There is a key, in %1.</source>
        <translation>Ein Schlüssel ist hinterlegt, in %1.</translation>
    </message>
    <message>
        <source>There is a key that ends in %1, in %2.</source>
        <translation>Ein Schlüssel, der auf %1 endet, ist hinterlegt, in %2.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::LogFindBar</name>
    <message>
        <source>Find in the log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächster</translation>
    </message>
    <message>
        <source>Next match (Enter or F3)</source>
        <translation>Nächster Treffer (Enter oder F3)</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Voriger</translation>
    </message>
    <message>
        <source>Previous match (Shift+Enter or Shift+F3)</source>
        <translation>Voriger Treffer (Umschalt+Enter oder Umschalt+F3)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>.*</source>
        <translation>.*</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>%1 lines, %2 % searched</source>
        <translation>%1 Zeilen, %2 % durchsucht</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::LogPane</name>
    <message>
        <source>▌Errors (stderr)</source>
        <translation>▌Fehlerausgabe (stderr)</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>Dem Ende folgen</translation>
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
    <message>
        <source>Only the first %1 of the selection were copied. “Save log as…” takes all of it.</source>
        <translation>Nur die ersten %1 der Auswahl wurden kopiert. „Protokoll speichern unter …“ nimmt alles.</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Counting lines… %1 %</source>
        <translation>Zeilen werden gezählt … %1 %</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>Gehe zu Zeile</translation>
    </message>
    <message>
        <source>Line (1 to %1):</source>
        <translation>Zeile (1 bis %1):</translation>
    </message>
    <message>
        <source>Save log as</source>
        <translation>Protokoll speichern unter</translation>
    </message>
    <message>
        <source>Saving the log… %1 %</source>
        <translation>Das Protokoll wird gespeichert … %1 %</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The log was saved as %1.</source>
        <translation>Das Protokoll wurde als %1 gespeichert.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Rückwärts suchen</translation>
    </message>
    <message>
        <source>Go to line…</source>
        <translation>Gehe zu Zeile …</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>Lange Zeilen umbrechen</translation>
    </message>
    <message>
        <source>Show times</source>
        <translation>Zeiten zeigen</translation>
    </message>
    <message>
        <source>Save log as…</source>
        <translation>Protokoll speichern unter …</translation>
    </message>
    <message>
        <source>Which output is shown</source>
        <translation>Welche Ausgabe gezeigt wird</translation>
    </message>
    <message>
        <source>All output</source>
        <translation>Alle Ausgaben</translation>
    </message>
    <message>
        <source>Output (stdout)</source>
        <translation>Ausgabe (stdout)</translation>
    </message>
    <message>
        <source>Errors (stderr)</source>
        <translation>Fehlerausgabe (stderr)</translation>
    </message>
    <message>
        <source>Go to the output of a step</source>
        <translation>Zur Ausgabe eines Schritts gehen</translation>
    </message>
    <message>
        <source>Go to step…</source>
        <translation>Gehe zu Schritt …</translation>
    </message>
    <message>
        <source>Go to the end and follow it (End)</source>
        <translation>Zum Ende gehen und ihm folgen (Ende)</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find in the log (Ctrl+F)</source>
        <translation>Im Protokoll suchen (Strg+F)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More about the log</source>
        <translation>Mehr zum Protokoll</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::LogScrollBar</name>
    <message>
        <source>Place in the log</source>
        <translation>Stelle im Protokoll</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::LogView</name>
    <message>
        <source>Log of the selected job</source>
        <translation>Protokoll des gewählten Auftrags</translation>
    </message>
    <message>
        <source>… %1 more in this line</source>
        <translation>… %1 mehr in dieser Zeile</translation>
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
    <message numerus="yes">
        <source>%n job(s) started; the filter hides them.</source>
        <translation>
            <numerusform>%n Auftrag gestartet; der Filter verbirgt ihn.</numerusform>
            <numerusform>%n Aufträge gestartet; der Filter verbirgt sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all jobs</source>
        <translation>Alle Aufträge zeigen</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::MessageLine</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Message to the agent</source>
        <translation>Nachricht an den Agenten</translation>
    </message>
    <message>
        <source>Tell the agent something; it reads it before its next plan (Ctrl+Enter sends)</source>
        <translation>Sag dem Agenten etwas; er liest es vor seinem nächsten Plan (Strg+Enter sendet)</translation>
    </message>
    <message>
        <source>Send (Ctrl+Enter)</source>
        <translation>Senden (Strg+Enter)</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Sendet …</translation>
    </message>
    <message>
        <source>Sent. The agent reads it before its next plan.</source>
        <translation>Gesendet. Der Agent liest es vor seinem nächsten Plan.</translation>
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
    <name>ca::dashboard::NetworkTab</name>
    <message>
        <source> So far %1 were sent and %2 received.</source>
        <translation> Bisher wurden %1 gesendet und %2 empfangen.</translation>
    </message>
    <message>
        <source>This job has no network.</source>
        <translation>Dieser Auftrag hat kein Netz.</translation>
    </message>
    <message>
        <source>This job may reach every public host.</source>
        <translation>Dieser Auftrag darf jeden öffentlichen Host erreichen.</translation>
    </message>
    <message>
        <source>This job may reach the package servers that this machine uses, code forges, and the hosts that you allow.</source>
        <translation>Dieser Auftrag darf die Paketserver erreichen, die dieser Rechner benutzt, außerdem Code-Plattformen und die Hosts, die du erlaubst.</translation>
    </message>
    <message>
        <source>Hosts that the job asked for</source>
        <translation>Vom Auftrag angefragte Hosts</translation>
    </message>
    <message>
        <source>Host to allow</source>
        <translation>Zu erlaubender Host</translation>
    </message>
    <message>
        <source>Host to allow: example.org, *.example.org or example.org:8443</source>
        <translation>Zu erlaubender Host: example.org, *.example.org oder example.org:8443</translation>
    </message>
    <message>
        <source>Allow for this job</source>
        <translation>Für diesen Auftrag erlauben</translation>
    </message>
    <message>
        <source>Allow for all jobs</source>
        <translation>Für alle Aufträge erlauben</translation>
    </message>
    <message>
        <source>This job asked for no host.</source>
        <translation>Dieser Auftrag hat keinen Host angefragt.</translation>
    </message>
    <message>
        <source>No host has been asked for yet.</source>
        <translation>Noch wurde kein Host angefragt.</translation>
    </message>
    <message>
        <source>From now on, until the job ends</source>
        <translation>Ab jetzt, bis der Auftrag endet</translation>
    </message>
    <message>
        <source>Only for a running job that has a network</source>
        <translation>Nur für einen laufenden Auftrag, der ein Netz hat</translation>
    </message>
    <message>
        <source>This is no host: write example.org, *.example.org, example.org:8443 or an address.</source>
        <translation>Das ist kein Host: Schreib example.org, *.example.org, example.org:8443 oder eine Adresse.</translation>
    </message>
    <message>
        <source>Allowing %1…</source>
        <translation>%1 wird erlaubt …</translation>
    </message>
    <message>
        <source>This job may reach %1 from now on.</source>
        <translation>Dieser Auftrag darf ab jetzt %1 erreichen.</translation>
    </message>
    <message>
        <source>For jobs that start from now on; kept in the settings</source>
        <translation>Für Aufträge, die ab jetzt beginnen; bleibt in den Einstellungen</translation>
    </message>
    <message>
        <source>Jobs that start from now on may reach %1.</source>
        <translation>Aufträge, die ab jetzt beginnen, dürfen %1 erreichen.</translation>
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
    <message>
        <source>This is what you were writing last time.</source>
        <translation>Das hast du beim letzten Mal geschrieben.</translation>
    </message>
    <message>
        <source>Start fresh</source>
        <translation>Neu anfangen</translation>
    </message>
    <message>
        <source>Sending %1… %2 %</source>
        <translation>%1 wird gesendet … %2 %</translation>
    </message>
    <message>
        <source>Packing %1…</source>
        <translation>%1 wird gepackt …</translation>
    </message>
    <message>
        <source>&amp;Task: what is to be done, or commands and code that run as written</source>
        <translation>A&amp;ufgabe: was zu tun ist, oder Befehle und Code, die wie geschrieben laufen</translation>
    </message>
    <message>
        <source>E&amp;xamples</source>
        <translation>&amp;Beispiele</translation>
    </message>
    <message>
        <source>Re&amp;cent</source>
        <translation>&amp;Zuletzt</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Diese Liste leeren</translation>
    </message>
    <message>
        <source>&amp;More options</source>
        <translation>&amp;Weitere Optionen</translation>
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
    <name>ca::dashboard::OverviewTab</name>
    <message>
        <source>Facts about the job</source>
        <translation>Angaben zum Auftrag</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Events, the newest first</source>
        <translation>Ereignisse, die neuesten zuerst</translation>
    </message>
    <message>
        <source>Show step %1</source>
        <translation>Schritt %1 zeigen</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::ProviderPanel</name>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1:</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>the provider&apos;s own</source>
        <translation>Vorgabe des Anbieters</translation>
    </message>
    <message>
        <source>Asks one tiny question, which the provider may charge for.</source>
        <translation>Stellt eine winzige Frage, die der Anbieter berechnen kann.</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 wird gefragt …</translation>
    </message>
    <message>
        <source>%1 answered after %2 s.</source>
        <translation>%1 hat nach %2 s geantwortet.</translation>
    </message>
    <message>
        <source>Name: value; Name: value</source>
        <translation>Name: Wert; Name: Wert</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::ProvidersPage</name>
    <message>
        <source>Who is asked, first to last</source>
        <translation>Wer gefragt wird, der Reihe nach</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>AI providers</source>
        <translation>KI-Anbieter</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Ask earlier</source>
        <translation>Früher fragen</translation>
    </message>
    <message>
        <source>Ask later</source>
        <translation>Später fragen</translation>
    </message>
    <message>
        <source>Use default order</source>
        <translation>Standardreihenfolge</translation>
    </message>
    <message>
        <source>Who cannot answer is passed over. Those without a tick are asked only by jobs that name them.</source>
        <translation>Wer nicht antworten kann, wird übergangen. Wer kein Häkchen hat, wird nur von Aufträgen gefragt, die ihn nennen.</translation>
    </message>
    <message>
        <source>The order is set by %1. It can be changed there.</source>
        <translation>Die Reihenfolge ist durch %1 festgelegt. Dort lässt sie sich ändern.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Prüft …</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Kein Schlüssel</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>No address</source>
        <translation>Keine Adresse</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>Läuft nicht</translation>
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
    <name>ca::dashboard::ResultSaver</name>
    <message>
        <source>Save ZIP as</source>
        <translation>ZIP speichern unter</translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation>ZIP-Dateien (*.zip)</translation>
    </message>
    <message>
        <source>Save ZIPs to</source>
        <translation>ZIPs speichern in</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::SavingBar</name>
    <message>
        <source>Stop saving</source>
        <translation>Speichern abbrechen</translation>
    </message>
    <message>
        <source>Saved so far</source>
        <translation>Bisher gespeichert</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>%1 wird gespeichert</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::SettingField</name>
    <message>
        <source>Use default</source>
        <translation>Standard verwenden</translation>
    </message>
    <message>
        <source>Use default for %1</source>
        <translation>Standard für „%1“ verwenden</translation>
    </message>
    <message>
        <source>Set by %1. It can be changed there.</source>
        <translation>Durch %1 festgelegt. Dort lässt es sich ändern.</translation>
    </message>
    <message>
        <source>Counts after a restart.</source>
        <translation>Gilt nach einem Neustart.</translation>
    </message>
    <message>
        <source>This must be %1.</source>
        <translation>Das muss %1 sein.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>AI providers</source>
        <translation>KI-Anbieter</translation>
    </message>
    <message>
        <source>All jobs together</source>
        <translation>Alle Aufträge zusammen</translation>
    </message>
    <message>
        <source>Each job that asks for nothing else</source>
        <translation>Jeder Auftrag, der nichts anderes verlangt</translation>
    </message>
    <message>
        <source>Jobs and limits</source>
        <translation>Aufträge und Limits</translation>
    </message>
    <message>
        <source>What jobs reach</source>
        <translation>Was Aufträge erreichen</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>REST API</source>
        <translation>REST-API</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Jobs and their results</source>
        <translation>Aufträge und ihre Ergebnisse</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Ablage</translation>
    </message>
    <message>
        <source>The settings cannot be changed now: %1</source>
        <translation>Die Einstellungen lassen sich gerade nicht ändern: %1</translation>
    </message>
    <message>
        <source>Some changes count after a restart.</source>
        <translation>Manche Änderungen gelten erst nach einem Neustart.</translation>
    </message>
    <message>
        <source>Lists of open desktops and notebooks, for browsers</source>
        <translation>Listen offener Desktops und Notebooks, für Browser</translation>
    </message>
    <message>
        <source>Where jobs run</source>
        <translation>Wo Aufträge laufen</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::SettingsPage</name>
    <message>
        <source>%1:</source>
        <translation>%1:</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::Shell</name>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Health…</source>
        <translation>Diagnose …</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Befehlspalette …</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About Containerized Agent</source>
        <translation>Über Containerized Agent</translation>
    </message>
    <message>
        <source>The settings do not keep the allowed hosts: %1</source>
        <translation>Die Einstellungen behalten die erlaubten Hosts nicht: %1</translation>
    </message>
    <message>
        <source>%1 is allowed only until this program ends: %2</source>
        <translation>%1 ist nur erlaubt, bis dieses Programm endet: %2</translation>
    </message>
    <message>
        <source>%1 comes from %2.</source>
        <translation>%1 kommt aus %2.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::StatusChips</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a status and how many jobs have it</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <translation>
            <numerusform>%1, %n Auftrag</numerusform>
            <numerusform>%1, %n Aufträge</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Looks whether all that jobs need is there.</source>
        <translation>Prüft, ob alles da ist, was Aufträge brauchen.</translation>
    </message>
    <message>
        <source>No AI provider</source>
        <translation>Kein KI-Anbieter</translation>
    </message>
    <message>
        <source>Only tasks that are runbooks can run. Set a key in the settings.</source>
        <translation>Nur Aufgaben, die Runbooks sind, können laufen. Hinterlege in den Einstellungen einen Schlüssel.</translation>
    </message>
    <message numerus="yes">
        <source>AI %1 and %n more</source>
        <translation>
            <numerusform>KI %1 und %n weiterer</numerusform>
            <numerusform>KI %1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>AI %1</source>
        <translation>KI %1</translation>
    </message>
    <message>
        <source>Can be asked: %1</source>
        <translation>Lassen sich fragen: %1</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>%1 of %2 are free in %3.</source>
        <translation>In %3 sind %1 von %2 frei.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::StepDetail</name>
    <message>
        <source>The step&apos;s code</source>
        <translation>Code des Schritts</translation>
    </message>
    <message>
        <source>Show in log</source>
        <translation>Im Protokoll zeigen</translation>
    </message>
    <message>
        <source>Show where this step&apos;s output begins in the log (Ctrl+L)</source>
        <translation>Zeigen, wo im Protokoll die Ausgabe dieses Schritts beginnt (Strg+L)</translation>
    </message>
    <message>
        <source>What the step printed</source>
        <translation>Was der Schritt ausgegeben hat</translation>
    </message>
    <message>
        <source>No output yet.</source>
        <translation>Noch keine Ausgabe.</translation>
    </message>
    <message>
        <source>This step printed nothing.</source>
        <translation>Dieser Schritt hat nichts ausgegeben.</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>Exit-Code %1</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>This step has no code.</source>
        <translation>Dieser Schritt hat keinen Code.</translation>
    </message>
    <message>
        <source>%1 in the middle are left out here. The log has everything.</source>
        <translation>In der Mitte sind hier %1 ausgelassen. Im Protokoll steht alles.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::StepModel</name>
    <message>
        <source>Exit code %1</source>
        <translation>Exit-Code %1</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::StepPictures</name>
    <message>
        <source>Screenshots of this step</source>
        <translation>Bildschirmfotos dieses Schritts</translation>
    </message>
    <message>
        <source>This is no picture any more.</source>
        <translation>Das ist kein Bild mehr.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::StepsTab</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>This job ran no steps.</source>
        <translation>Dieser Auftrag hat keine Schritte ausgeführt.</translation>
    </message>
    <message>
        <source>Steps appear here once the job runs.</source>
        <translation>Schritte erscheinen hier, sobald der Auftrag läuft.</translation>
    </message>
    <message>
        <source>No steps yet.</source>
        <translation>Noch keine Schritte.</translation>
    </message>
    <message>
        <source>The job is paused: nothing in it runs, and its clocks stand still.</source>
        <translation>Der Auftrag ist pausiert: Nichts darin läuft, und seine Uhren stehen still.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resuming…</source>
        <translation>Wird fortgesetzt …</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::TrayIcon</name>
    <message>
        <source>Show window</source>
        <translation>Fenster zeigen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Containerized Agent</source>
        <translation>Containerized Agent</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n Auftrag läuft</numerusform>
            <numerusform>%n Aufträge laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) waiting</source>
        <translation>
            <numerusform>%n Auftrag wartet</numerusform>
            <numerusform>%n Aufträge warten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::UsageTab</name>
    <message>
        <source>Processors</source>
        <translation>Prozessoren</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Usage over time</source>
        <translation>Verbrauch im Zeitverlauf</translation>
    </message>
    <message>
        <source>This job never ran.</source>
        <translation>Dieser Auftrag lief nie.</translation>
    </message>
    <message>
        <source>Usage appears here once the job runs.</source>
        <translation>Der Verbrauch erscheint hier, sobald der Auftrag läuft.</translation>
    </message>
    <message>
        <source>Processors and memory are measured while a running job is shown; nobody looked at this one.</source>
        <translation>Prozessoren und Arbeitsspeicher werden gemessen, während ein laufender Auftrag gezeigt wird; diesen hat niemand angesehen.</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Misst …</translation>
    </message>
    <message>
        <source>Processors: %1% of one now, %2% at most; the limit is %3%.</source>
        <translation>Prozessoren: jetzt %1 % von einem, höchstens %2 %; das Limit ist %3 %.</translation>
    </message>
    <message>
        <source>Memory: %1 MiB now, %2 MiB at most; the limit is %3 MiB.</source>
        <translation>Arbeitsspeicher: jetzt %1 MiB, höchstens %2 MiB; das Limit ist %3 MiB.</translation>
    </message>
    <message>
        <source>Tokens: %1 of %2; calls: %3.</source>
        <translation>Token: %1 von %2; Aufrufe: %3.</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::ViewFrame</name>
    <message>
        <source>What can be done with the view</source>
        <translation>Was mit der Ansicht getan werden kann</translation>
    </message>
    <message>
        <source>The sandbox&apos;s desktop</source>
        <translation>Der Desktop der Sandbox</translation>
    </message>
    <message>
        <source>The sandbox&apos;s notebook</source>
        <translation>Das Notebook der Sandbox</translation>
    </message>
    <message>
        <source>Take control</source>
        <translation>Steuern</translation>
    </message>
    <message>
        <source>Let your keys and pointer reach the desktop, and not only look</source>
        <translation>Tastatur und Zeiger an den Desktop geben, statt nur zuzusehen</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Scale the desktop to the room there is</source>
        <translation>Den Desktop dem vorhandenen Platz anpassen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Take what was copied on the desktop</source>
        <translation>Übernehmen, was auf dem Desktop kopiert wurde</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Give your clipboard&apos;s text to the desktop</source>
        <translation>Den Text Ihrer Zwischenablage dem Desktop geben</translation>
    </message>
    <message>
        <source>Screenshot…</source>
        <translation>Bildschirmfoto …</translation>
    </message>
    <message>
        <source>Save what is seen as a picture</source>
        <translation>Was zu sehen ist als Bild speichern</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Begin anew with this page</source>
        <translation>Mit dieser Seite neu beginnen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Over the whole screen (F11 comes back)</source>
        <translation>Über den ganzen Bildschirm (F11 führt zurück)</translation>
    </message>
    <message>
        <source>Own window</source>
        <translation>Eigenes Fenster</translation>
    </message>
    <message>
        <source>Show it in a window of its own</source>
        <translation>In einem eigenen Fenster zeigen</translation>
    </message>
    <message>
        <source>You control it</source>
        <translation>Sie steuern</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>Sie sehen zu</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird aufgebaut …</translation>
    </message>
    <message>
        <source>Connection lost, trying again…</source>
        <translation>Verbindung verloren, neuer Versuch …</translation>
    </message>
    <message>
        <source>It does not answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>The page could not be loaded. It may have ended, or is being restarted.</source>
        <translation>Die Seite konnte nicht geladen werden. Sie ist vielleicht beendet oder wird gerade neu gestartet.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The desktop does not answer. It may have crashed, or is being restarted.</source>
        <translation>Der Desktop antwortet nicht. Er ist vielleicht abgestürzt oder wird gerade neu gestartet.</translation>
    </message>
    <message>
        <source>The view has ended.</source>
        <translation>Die Ansicht ist beendet.</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Erneut öffnen</translation>
    </message>
    <message>
        <source>The page wants to open %1.</source>
        <translation>Die Seite will %1 öffnen.</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Datei speichern</translation>
    </message>
    <message>
        <source>The page wants to save the file %1. It comes out of the sandbox.</source>
        <translation>Die Seite will die Datei %1 speichern. Sie kommt aus der Sandbox.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>%1 could not be saved.</source>
        <translation>%1 konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>The page wants to use your clipboard.</source>
        <translation>Die Seite will Ihre Zwischenablage benutzen.</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>The page has crashed.</source>
        <translation>Die Seite ist abgestürzt.</translation>
    </message>
    <message>
        <source>There is nothing to be seen yet.</source>
        <translation>Es ist noch nichts zu sehen.</translation>
    </message>
    <message>
        <source>Save the screenshot</source>
        <translation>Bildschirmfoto speichern</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Nothing was copied on the desktop yet.</source>
        <translation>Auf dem Desktop wurde noch nichts kopiert.</translation>
    </message>
    <message>
        <source>What was copied on the desktop is on your clipboard.</source>
        <translation>Was auf dem Desktop kopiert wurde, ist in Ihrer Zwischenablage.</translation>
    </message>
    <message>
        <source>Your clipboard&apos;s text is on the desktop&apos;s clipboard.</source>
        <translation>Der Text Ihrer Zwischenablage ist in der des Desktops.</translation>
    </message>
    <message>
        <source>Match size</source>
        <translation>Größe anpassen</translation>
    </message>
    <message>
        <source>Give the desktop as many pixels as there is room for</source>
        <translation>Dem Desktop so viele Pixel geben, wie Platz ist</translation>
    </message>
</context>
<context>
    <name>ca::dashboard::ViewTab</name>
    <message>
        <source>It is shown in a window of its own</source>
        <translation>Wird in einem eigenen Fenster gezeigt</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Watch the job at its desktop</source>
        <translation>Dem Auftrag an seinem Desktop zusehen</translation>
    </message>
    <message>
        <source>A small desktop with a terminal is started in the job&apos;s sandbox. You can look on, and take control when you want to.</source>
        <translation>In der Sandbox des Auftrags wird ein kleiner Desktop mit einem Terminal gestartet. Sie können zusehen und ihn steuern, wenn Sie wollen.</translation>
    </message>
    <message>
        <source>Open the desktop</source>
        <translation>Desktop öffnen</translation>
    </message>
    <message>
        <source>Work in the job&apos;s folder with Jupyter</source>
        <translation>Mit Jupyter im Ordner des Auftrags arbeiten</translation>
    </message>
    <message>
        <source>A Jupyter Lab is started in the job&apos;s sandbox, on the same files. It takes a few seconds and about 180 MB of the job&apos;s memory.</source>
        <translation>In der Sandbox des Auftrags wird ein Jupyter Lab gestartet, auf denselben Dateien. Das dauert ein paar Sekunden und braucht etwa 180 MB vom Speicher des Auftrags.</translation>
    </message>
    <message>
        <source>Open the notebook</source>
        <translation>Notebook öffnen</translation>
    </message>
    <message>
        <source>The desktop went with the job</source>
        <translation>Der Desktop endete mit dem Auftrag</translation>
    </message>
    <message>
        <source>The notebook went with the job</source>
        <translation>Das Notebook endete mit dem Auftrag</translation>
    </message>
    <message>
        <source>The job is over, and its sandbox is gone. Its files and logs are kept.</source>
        <translation>Der Auftrag ist vorbei, seine Sandbox gibt es nicht mehr. Dateien und Protokolle bleiben.</translation>
    </message>
    <message>
        <source>No desktop yet</source>
        <translation>Noch kein Desktop</translation>
    </message>
    <message>
        <source>No notebook yet</source>
        <translation>Noch kein Notebook</translation>
    </message>
    <message>
        <source>It can be opened as soon as the job runs.</source>
        <translation>Kann geöffnet werden, sobald der Auftrag läuft.</translation>
    </message>
    <message>
        <source>Starting the desktop…</source>
        <translation>Desktop wird gestartet …</translation>
    </message>
    <message>
        <source>Starting the notebook…</source>
        <translation>Notebook wird gestartet …</translation>
    </message>
    <message>
        <source>The desktop cannot be shown</source>
        <translation>Der Desktop kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>The notebook cannot be shown</source>
        <translation>Das Notebook kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Desktop: %1</source>
        <translation>Desktop: %1</translation>
    </message>
    <message>
        <source>Notebook: %1</source>
        <translation>Notebook: %1</translation>
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
