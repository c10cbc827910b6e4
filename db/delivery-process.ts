// The delivery process: puts one file or folder where central fetches it and reads it back. It can be killed at any time.
import { deliverFiles, type DeliveryJob } from './delivery/deliver-files.ts';
import { processChannel } from './process-channel.ts';

const channel = processChannel();
if (!channel) throw new Error('the delivery process is started by the ledger');
channel.onMessage((message) => void deliverFiles(message as DeliveryJob).then((word) => channel.send(word)));
